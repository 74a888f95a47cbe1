"""Projects points with OpenCV: the outside opinion on src/core/camera. Run by `npm run check:opencv`.

Standard input: a JSON list of cameras, each with `model`, `fx`, `fy`, `cx`, `cy`, `distortion`, `rotation` (ground frame ->
camera frame), `position` and `points` (ground frame). Standard output: for each camera a list of pixels [u, v].
"""

import json
import sys

import cv2
import numpy


def pixels(camera):
    rotation = numpy.array(camera["rotation"])
    # OpenCV wants a rotation vector and the translation of the camera frame.
    vector, _ = cv2.Rodrigues(rotation)
    translation = -rotation @ numpy.array(camera["position"])
    matrix = numpy.array([[camera["fx"], 0, camera["cx"]], [0, camera["fy"], camera["cy"]], [0, 0, 1]])
    points = numpy.array(camera["points"], dtype=numpy.float64).reshape(-1, 1, 3)
    distortion = numpy.array(camera["distortion"], dtype=numpy.float64)
    if camera["model"] == "fisheye":
        seen, _ = cv2.fisheye.projectPoints(points, vector, translation, matrix, distortion)
    else:
        seen, _ = cv2.projectPoints(points, vector, translation, matrix, distortion)
    return seen.reshape(-1, 2).tolist()


if len(sys.argv) > 1 and sys.argv[1] == "--version":
    print(cv2.__version__)
else:
    json.dump([pixels(camera) for camera in json.load(sys.stdin)], sys.stdout)
