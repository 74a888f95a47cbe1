import type { DatasetFile } from "./generate";
import { FullNames } from "./fullNames";
import { linesOf } from "./lines";
import { EMAIL_DOMAIN, FIRST_NAMES, LAST_NAMES } from "./pools";

/** Something in a file that might belong to a real person or place on the network. */
export type RealDataFinding = {
  path: string;
  line: number;
  kind: "email" | "name" | "web_address" | "ip_address" | "phone";
  found: string;
};

const MOST_FINDINGS = 100;

/**
 * Proves that files contain no real person's data: every e-mail address and web address is at a domain reserved by RFC 2606 and RFC 6761,
 * every name is made of the pools', every IP address is one for documentation (RFC 5737) or private use (RFC 1918), and no telephone
 * number is in service. Returns what it finds, at most 100 items; none means the proof holds.
 */
export function checkNoRealData(files: Iterable<DatasetFile>): RealDataFinding[] {
  const findings: RealDataFinding[] = [];
  for (const { path, chunks } of files) {
    const names = new FullNames(path);
    for (const { line, text } of linesOf(chunks())) {
      for (const { kind, found } of findingsIn(text)) findings.push({ path, line, kind, found });
      for (const found of names.in(text))
        if (!isMadeUp(found.toLowerCase().replace(" ", "."))) findings.push({ path, line, kind: "name", found });
      if (findings.length >= MOST_FINDINGS) return findings;
    }
  }
  return findings;
}

// A quotation mark before an address is part of the file's syntax.
const EMAIL = /([\w.!#$%&*+/=?^{|}~-]+)@([a-z0-9.-]+)/gi;
const WEB_ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"']*@)?([a-z0-9.-]+)/gi;
const IP_ADDRESS = /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.])/g;
const PHONE = /\+\d{1,3}[ (./-]*\d[\d ()./-]{6,}\d|\(\d{3}\)\s*\d{3}-\d{4}|(?<![\w-])\d{3}[-.]\d{3}[-.]\d{4}(?![\w-])/g;

function* findingsIn(text: string): Generator<Pick<RealDataFinding, "kind" | "found">> {
  if (text.includes("@"))
    for (const [found, mailbox = "", domain = ""] of text.matchAll(EMAIL))
      if (!isReserved(domain)) yield { kind: "email", found };
      else if (domain === EMAIL_DOMAIN && !isMadeUp(mailbox)) yield { kind: "name", found };
  if (text.includes("://"))
    for (const [found, host = ""] of text.matchAll(WEB_ADDRESS)) if (!isReserved(host)) yield { kind: "web_address", found };
  for (const [found, a, b, c, d] of text.matchAll(IP_ADDRESS)) {
    const parts = [a, b, c, d].map(Number);
    if (parts.every((part) => part <= 255) && !isUnroutable(parts)) yield { kind: "ip_address", found };
  }
  for (const [found] of text.matchAll(PHONE)) if (!/555[-.\s]01\d\d$/.test(found)) yield { kind: "phone", found };
}

/** `example.com` and similar domains, the top-level domains for tests, and everything below them. */
function isReserved(domain: string): boolean {
  return /(^|\.)(example\.(com|net|org)|test|example|invalid|localhost)$/i.test(domain.replace(/\.$/, ""));
}

const FIRST = new Set(FIRST_NAMES.map((name) => name.toLowerCase()));
const LAST = new Set(LAST_NAMES.map((name) => name.toLowerCase()));

/** `first.last` or `first.last.7`, with names from the pools. */
function isMadeUp(mailbox: string): boolean {
  const [first = "", last = "", number = "1", ...rest] = mailbox.split(".");
  return FIRST.has(first) && LAST.has(last) && /^\d+$/.test(number) && rest.length === 0;
}

function isUnroutable([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  const documentation = [
    [192, 0, 2],
    [198, 51, 100],
    [203, 0, 113],
  ].some(([x, y, z]) => a === x && b === y && c === z);
  return documentation || a === 10 || a === 127 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31);
}
