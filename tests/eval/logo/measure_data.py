#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""True colour differences for the evaluation of measures: writes DIR/measure.jsonl.

    measure_data.py LOGOS DIR              for pictures that LOGOS/gen.py made in DIR
    measure_data.py LOGOS DIR --seed N     makes pictures itself: one colour of a logo moved by a
                                           known CIEDE2000, in everyday formats; and, of each
                                           brand, --bent ones of other proportions and as many
                                           cropped ones, since gen.py makes one of each

The difference comes from the pixels: a hue turned on a grey logo changes nothing.
"""
import argparse
import json
import os
import random
import sys

import numpy as np


def lab(rgb):
    """Of sRGB 0..255, n x 3, under D65."""
    c = np.asarray(rgb, float) / 255
    c = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    xyz = c @ np.array([[0.4124564, 0.2126729, 0.0193339], [0.3575761, 0.7151522, 0.1191920],
                        [0.1804375, 0.0721750, 0.9503041]]) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


def ciede2000(p, q):
    """Of two Lab triples (Sharma et al. 2005), with complex chroma: apart from the C code."""
    mean = (np.hypot(*p[1:]) + np.hypot(*q[1:])) / 2
    g = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))
    u, v = complex(p[1] * g, p[2]), complex(q[1] * g, q[2])
    cu, cv = abs(u), abs(v)
    turn = np.angle(v / u) if cu * cv else 0.0
    hue = (np.degrees(np.angle(u)) + np.degrees(turn) / 2) % 360 if cu * cv else 0.0
    light, chroma = (p[0] + q[0]) / 2 - 50, (cu + cv) / 2
    t = (1 - 0.17 * np.cos(np.radians(hue - 30)) + 0.24 * np.cos(np.radians(2 * hue))
         + 0.32 * np.cos(np.radians(3 * hue + 6)) - 0.2 * np.cos(np.radians(4 * hue - 63)))
    dl = (q[0] - p[0]) / (1 + 0.015 * light**2 / np.sqrt(20 + light**2))
    dc = (cv - cu) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(cu * cv) * np.sin(turn / 2) / (1 + 0.015 * chroma * t)
    twist = (-np.sin(np.radians(60 * np.exp(-((hue - 275) / 25) ** 2)))
             * 2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    return float(np.sqrt(max(0, dl**2 + dc**2 + dh**2 + twist * dc * dh)))


def flat_colours(image, share):
    """Exact colours that cover that share of the opaque pixels, commonest first."""
    solid = image[image[..., 3] > 250][:, :3]
    if not len(solid):
        return []
    colours, counts = np.unique(solid, axis=0, return_counts=True)
    order = np.argsort(-counts, kind='stable')
    return [tuple(int(v) for v in colours[i]) for i in order if counts[i] >= share * len(solid)]


def turned(gen, colour, degrees):
    hsv = gen.cv2.cvtColor(np.array([[colour]], np.uint8), gen.cv2.COLOR_RGB2HSV).astype(int)
    hsv[..., 0] = (hsv[..., 0] + degrees // 2) % 180
    return gen.cv2.cvtColor(hsv.astype(np.uint8), gen.cv2.COLOR_HSV2RGB)[0, 0]


def has_colour(gen, brand):
    solid = gen.load('logos', brand)
    solid = solid[solid[..., 3] > 250][:, :3].astype(int)
    return bool(((solid.max(1) - solid.min(1)) > 20).mean() > 0.02)


def difference(one, other):
    p, q = lab(np.array([one, other], float))
    return ciede2000(p, q)


def shown(colour, before, after):
    """How far a flat colour is from what it became in a picture; None if no pixel has it alone."""
    flat = (before == np.append(colour, 255)).all(-1)
    return difference(colour, np.median(after[flat][:, :3], 0)) if flat.sum() >= 4 else None


def has_shifted(gen, solid, before, after):
    """Did a palette of few colours move shades, or parts too small to be asked for? Over a hundredth
    of the logo, by more than an alarm needs, edges left out: then its colours do differ, though the
    flat ones do not, and neither an alarm nor none is wrong."""
    kernel = np.ones((3, 3), np.uint8)
    near = gen.cv2.dilate(before, kernel).astype(int) - gen.cv2.erode(before, kernel)
    smooth = (near[..., :3].max(-1) <= 12) & solid
    pairs, counts = np.unique(np.concatenate([before[smooth][:, :3], after[smooth][:, :3]], 1),
                              axis=0, return_counts=True)
    is_near = np.abs(pairs[:, :3].astype(int) - pairs[:, 3:]).max(1) < 3
    moved = sum(int(count) for p, count in zip(pairs[~is_near], counts[~is_near])
                if difference(p[:3], p[3:]) >= 3)
    return moved >= max(1, 0.01 * solid.sum())


def merged(gen, colours, item, directory):
    """What a palette of few colours made of flat ones: that is in the pixels, and can be seen."""
    picture = np.array(gen.Image.open(f"{directory}/{item['file']}").convert('RGBA'))
    left, top = item['pad'][:2]
    width, height = item['size']
    before = gen.resize(gen.load('logos', item['brand']), width, height)
    after = picture[top:top + height, left:left + width]
    far = [shown(c, before, after) for c in colours]
    if None in far or max(far) < 5 and has_shifted(gen, before[..., 3] > 250, before, after):
        return None
    return max(far)


def judge(gen, directory):
    """What gen.py made: the greatest difference over flat colours; None where there is none."""
    with open(directory + '/labels.jsonl') as labels, \
            open(directory + '/measure.jsonl', 'w') as out:
        for line in labels:
            item = json.loads(line)
            if not item.get('brand'):
                continue
            colours = flat_colours(gen.load('logos', item['brand']), 0.08)
            turn = item.get('hue', 0)
            item['de'] = (max(difference(c, turned(gen, c, turn)) for c in colours) if turn else 0) \
                if colours else None
            if turn and item['de'] is not None and item['de'] < 5 and has_colour(gen, item['brand']):
                item['de'] = None  # shades between flat colours turned too
            if item['fmt'] == 'pal' and colours:
                item['de'] = merged(gen, colours, item, directory)
            out.write(json.dumps(item) + '\n')


def moved(rng, colour, wanted):
    """A colour about that far from it, and how far it is."""
    best = None
    for _ in range(400):
        other = tuple(min(255, max(0, c + rng.randint(-90, 90))) for c in colour)
        far = difference(colour, other)
        if best is None or abs(far - wanted) < abs(best[1] - wanted):
            best = (other, far)
    return best


# As programs shrink pictures: by area as gen.py does, and as others do, which blur or ring beside edges.
FILTERS = [None, None, 'BILINEAR', 'BICUBIC', 'LANCZOS']


def shrunk(gen, image, width, height, name):
    """To whole pixels, alpha multiplied in meanwhile."""
    if not name:
        return gen.resize(image, width, height)
    size = (max(1, round(width)), max(1, round(height)))
    picture = gen.Image.fromarray(image).convert('RGBa').resize(size, getattr(gen.Image, name))
    return np.array(picture.convert('RGBA'))


FORMATS = [('png', 0), ('png', 0), ('pal', 16), ('jpg', 90), ('jpg', 75), ('jpg', 60), ('jpg', 50),
           ('jpg', 30), ('webp', 50), ('webp', 80)]


def make(gen, directory, seed, brands, bent):
    rng = random.Random(seed)
    names = gen.brands('public')
    rng.shuffle(names)
    os.makedirs(directory, exist_ok=True)
    count = 0
    with open(directory + '/measure.jsonl', 'w') as out:
        for number, name in enumerate(names[:brands]):
            source = gen.load('logos', name)
            colours = flat_colours(source, 0.08) if source is not None else []
            if not colours:
                continue
            for turn, (fmt, quality) in enumerate(FORMATS):
                image, far = source.copy(), 0.0
                if (turn + number) % 2:  # half of them, in every format
                    # Every pixel of that colour, and its soft edges, which blend as before.
                    other, far = moved(rng, colours[0], rng.uniform(5, 20))
                    shift = np.array(other) - colours[0]
                    near = np.abs(image[..., :3].astype(int) - colours[0]).max(-1) <= 6
                    image[..., :3][near] = np.clip(image[..., :3][near].astype(int) + shift, 0, 255)
                size = 2 ** rng.uniform(5.6, 8.6)
                scale = size / max(image.shape[:2])
                small = shrunk(gen, image, image.shape[1] * scale, image.shape[0] * scale,
                               rng.choice(FILTERS))
                if min(small.shape[:2]) < 16:
                    continue
                ratio = (small.shape[1] / small.shape[0]) / (image.shape[1] / image.shape[0])
                margin = int(rng.uniform(0, 0.2) * min(small.shape[:2]))
                small = gen.pad(small, margin, margin, margin, margin)
                solid = small[..., 3] > 250
                if fmt != 'png' or rng.random() < 0.5:
                    small = gen.over(small, gen.canon_bg(source))
                file = f"m{count:05d}.{'png' if fmt == 'pal' else fmt}"
                pixels, packed = gen.enc(small, fmt, quality)
                with open(f'{directory}/{file}', 'wb') as picture:
                    picture.write(packed)
                if fmt == 'pal':
                    now = [other if far and c == colours[0] else c for c in colours]
                    apart = [shown(n, small, pixels) for n in now]
                    far = None if None in apart else max(
                        difference(c, np.median(pixels[(small == np.append(n, 255)).all(-1)], 0)[:3])
                        for c, n in zip(colours, now))
                    if far is not None and far < 5 and has_shifted(gen, solid, small, pixels):
                        far = None
                out.write(json.dumps(dict(file=file, brand=name, kind='shift', ar=ratio, de=far,
                                          fmt=fmt, q=quality)) + '\n')
                count += 1
            for turn in range(2 * bent):
                _, item, data = gen.positive(rng, source, ('aspect', 'crop')[turn % 2])
                item.update(file=f"m{count:05d}.{item['fmt']}", brand=name, de=None)
                with open(f"{directory}/{item['file']}", 'wb') as picture:
                    picture.write(data)
                out.write(json.dumps(item) + '\n')
                count += 1
    print(count, 'files')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('logos')
    parser.add_argument('directory')
    parser.add_argument('--seed', type=int)
    parser.add_argument('--brands', type=int, default=40)
    parser.add_argument('--bent', type=int, default=0)
    options = parser.parse_args()
    sys.path.insert(0, options.logos)
    sys.dont_write_bytecode = True
    import gen
    if options.seed is None:
        judge(gen, options.directory)
    else:
        make(gen, options.directory, options.seed, options.brands, options.bent)


if __name__ == '__main__':
    main()
