# SPDX-License-Identifier: MIT
"""Do two drawings look the same to anybody? By other code than the product's, which is judged with what is left.

Both are laid box on box at 256 pixels, on white and on dark. They are alike if their proportions differ by 2 % at most, their edges run
alike (gradients, of whichever sign, weighted by their strength: above .985) and so do their colours (correlation above .99). Nothing is
aligned: a drawing that was only written anew fills its box as before.
"""
import math

import cv2
import numpy as np

SIDE = 256
MARGIN = 4
GROUNDS = (1.0, 0.1)
BEND, EDGES, COLOURS = 0.02, 0.985, 0.99


def _on(drawing, size, ground):
    """Colours less the ground, premultiplied as they are shown."""
    image = drawing.astype(np.float32) / 255
    image[..., :3] *= image[..., 3:]
    image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    shown = image[..., :3] - ground * image[..., 3:]
    return np.pad(shown, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)))


def _gradient(image):
    """Of each pixel, in the channel where it is steepest."""
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, x, 1 - x, ksize=1).astype(np.float64) for x in (1, 0))
    steepest = (across**2 + down**2).argmax(2)[..., None]
    return (np.take_along_axis(plane, steepest, 2)[..., 0] for plane in (across, down))


def _edges(a, b):
    (ax, ay), (bx, by) = _gradient(a), _gradient(b)
    aa, bb = ax**2 + ay**2, bx**2 + by**2
    strength = np.sqrt(aa * bb)
    norm = math.sqrt(aa.sum() * bb.sum())
    return (2 * (ax * bx + ay * by) ** 2 / (strength + 1e-12) - strength).sum() / norm if norm > 1e-9 else 1.0


def _colours(a, b):
    a, b = a.astype(np.float64), b.astype(np.float64)
    norm = math.sqrt((a**2).sum() * (b**2).sum())
    return (a * b).sum() / norm if norm > 1e-9 else 1.0


def alike(old, new):
    """Of two drawings, RGBA, trimmed."""
    height, width = new.shape[:2]
    if abs(math.log(old.shape[1] / old.shape[0] * height / width)) > BEND:
        return False
    size = tuple(max(1, round(side * SIDE / max(width, height))) for side in (width, height))
    for ground in GROUNDS:
        a, b = _on(old, size, ground), _on(new, size, ground)
        if _edges(a, b) <= EDGES or _colours(a, b) <= COLOURS:
            return False
    return True
