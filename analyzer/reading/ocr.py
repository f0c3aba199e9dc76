"""Pictures of pages → lines and tables, with rapidocr (the extra `ocr`; its models come in its wheel, nothing is downloaded).

Read `read_image_page` first. Settings and thresholds were measured on 32 rendered pages (clean, tilted, degraded; 200 dpi): with
the direction classifier off, the long side of detection at 1280 and one line a recognition, no character was wrong.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from statistics import fmean, median
from typing import TYPE_CHECKING, Protocol, cast

from analyzer.errors import ReadingError
from analyzer.reading.content import Content
from analyzer.reading.layout import Glyph, Page, lines_of, paragraphs_of, without_running_lines
from analyzer.reading.options import INSTALL_OCR, ReadingOptions, check_ocr_pages, out_of_time, over
from analyzer.reading.pdf_tables import Stroke, tables_of

if TYPE_CHECKING:
    import numpy
    from PIL import Image

Box = Sequence[Sequence[float]]
"""The corners of a recognised line: top left, top right, bottom right, bottom left; (x, y) in pixels."""


class Recognised(Protocol):
    """What rapidocr returns: parallel lists, None where nothing was found."""

    boxes: Sequence[Box] | None
    txts: Sequence[str]
    scores: Sequence[float]


_UNSURE = 0.6
_SURE = 0.85
_MIN_RULE = 60
_LINE, _FURTHER = 8, 0.3
"""A box so many times as long as high is that of a line; so much of its height is added at its end."""
_WIDE = re.compile("[\u2014-\u201f\u2e80-\u9fff\uff00-\uffef]")
# the models print punctuation in half width; beside a Chinese character it was full
_FULL = {"(": "（", ")": "）", ":": "：", ";": "；", ",": "，", "!": "！", "?": "？"}
# brackets that hold a number open a line ((2)深入…) or stand in a Chinese one, so both sides count with digits between
_HALF_WIDTH = re.compile(
    r"[:;,!?](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[:;,!?](?![0-9])|(?<![A-Za-z])[()](?![A-Za-z])|[()](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[()]"
)
_PARAMS = {
    "Global.use_cls": False,
    "Global.max_side_len": 4000,
    "Global.log_level": "critical",
    "Det.limit_side_len": 1280,
    "Det.limit_type": "max",
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": min(4, os.cpu_count() or 1),
}


def read_images(pictures: list[bytes], options: ReadingOptions, kind: str) -> Content:
    """Recognise pictures in order as the pages of one document; each frame of a .tif is a page. Raises `ReadingError`."""
    engine()  # says what to install before anything else is tried
    content = Content(kind, ocr=True)
    total = sum(map(_count, pictures))
    check_ocr_pages(total, options)
    try:
        pages = list(_pages(pictures, total, options, content))
    finally:
        if options.progress is not None:
            options.progress(total, total)
    without_running_lines(pages)
    content.paragraphs = paragraphs_of(pages)
    content.notes.insert(0, f"由 {len(pages)} 页图片识别，请对照原件")
    return content


def _pages(pictures: list[bytes], total: int, options: ReadingOptions, content: Content) -> Iterator[Page]:
    """The pages of all pictures; what is doubtful about one goes into the notes."""
    deadline = time.monotonic() + options.seconds_a_file
    done = 0
    for data in pictures:
        for image in _frames(data, options):
            if time.monotonic() > deadline:
                raise out_of_time(done, options)
            if options.progress is not None:
                options.progress(done, max(total, done + 1))
            done += 1
            page, note = read_image_page(image, done)
            content.notes += [note] if note else []
            yield page


def _count(data: bytes) -> int:
    """The pages of a picture, as its head says; 1 where it cannot be opened, which is told later."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as image:
            return int(getattr(image, "n_frames", 1))
    except Exception:  # whatever broken pictures lead to; reading them tells it in our words
        return 1


def _frames(data: bytes, options: ReadingOptions) -> Iterator[Image.Image]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with _pixels_allowed(options), Image.open(io.BytesIO(data)) as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > options.max_pixels:
                    raise _too_fine(options)
                yield frame.convert("RGB")
    except Image.DecompressionBombError as error:
        raise _too_fine(options) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ReadingError("unreadable", "图片不完整或已损坏。请重新扫描或重新报送。") from error


def _too_fine(options: ReadingOptions) -> ReadingError:
    told = f"图片超过上限 {options.max_pixels} 点，没有识别。"
    return over("pixels", options, told, "降低分辨率（200 dpi 足够）后重新报送")


@contextlib.contextmanager
def _pixels_allowed(options: ReadingOptions) -> Iterator[None]:
    """Lets Pillow, which has a limit of its own, open what the options allow."""
    from PIL import Image

    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, options.max_pixels
    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


@cache
def engine() -> Callable[[numpy.ndarray], Recognised]:
    """The recogniser, started once a process. Raises `ReadingError` where the extra is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise ReadingError("no_text_layer", f"没有安装识别组件。{INSTALL_OCR}") from error

    recogniser = RapidOCR(params=_PARAMS)
    crop = recogniser.crop_text_regions

    def crop_further(img: numpy.ndarray, det_boxes: numpy.ndarray) -> list[numpy.ndarray]:
        """The box of a long line may end before the 、 or 。 that ends it: its picture reaches further, the box stays."""
        import numpy

        return list(crop(img, numpy.array([_reaching_further(box, img.shape[1]) for box in det_boxes])))

    vars(recogniser)["crop_text_regions"] = crop_further
    return cast("Callable[[numpy.ndarray], Recognised]", recogniser)


def _reaching_further(box: numpy.ndarray, width: int) -> numpy.ndarray:
    """A box whose right end is moved on along its line; those of cells stay, a rule may stand beside them."""
    along, height = box[1] - box[0], abs(float(box[3][1] - box[0][1]))
    length = float((along**2).sum()) ** 0.5
    if length < _LINE * height:
        return box
    wider = box.copy()
    wider[1:3] += along / length * _FURTHER * height
    wider[1:3, 0] = wider[1:3, 0].clip(0, width - 1)
    return wider


def read_image_page(image: Image.Image, number: int) -> tuple[Page, str | None]:
    """The lines of one picture (a PIL image in RGB), and a note where the result is doubtful."""
    pixels, result, turned = _recognise(image)
    height, width = pixels.shape[:2]
    page = Page(number, float(width), float(height))
    if result.boxes is None or not len(result.boxes):
        return page, f"第 {number} 页没有认出文字"
    tilt = _tilt(result.boxes)
    glyphs = list(_glyphs(result.boxes, result.txts, tilt))
    rest = glyphs
    for table in tables_of(_rules(pixels, tilt)):
        inside = [glyph for glyph in rest if table.holds((glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size)]
        page.lines += table.rows(inside)
        held = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in held]
    page.lines += lines_of(rest)
    page.lines.sort(key=lambda line: (line.base, line.left))
    if _certainty(result) < _UNSURE:
        return page, f"第 {number} 页不清楚，识别不可靠"
    return page, f"第 {number} 页原是横放或倒置的，已转正" if turned else None


def _recognise(image: Image.Image) -> tuple[numpy.ndarray, Recognised, bool]:
    """(pixels, what is on them, was it turned): a page that reads badly is tried upside down and on its sides as well."""
    import numpy

    pixels = numpy.asarray(image)
    best = pixels, engine()(pixels[:, :, ::-1]), False
    if best[1].boxes is None or _certainty(best[1]) >= _SURE:
        return best
    for quarters in (2, 1, 3):
        turned = numpy.ascontiguousarray(numpy.rot90(pixels, quarters))
        found = engine()(turned[:, :, ::-1])
        if _certainty(found) > _certainty(best[1]):
            best = turned, found, True
            if _certainty(found) >= _SURE:
                break
    return best


def _certainty(result: Recognised) -> float:
    """The mean confidence; none where the boxes stand upright, as those of a page on its side do."""
    if result.boxes is None or not len(result.boxes):
        return 0.0
    upright = fmean(abs(box[2][1] - box[0][1]) > 2 * abs(box[2][0] - box[0][0]) for box in result.boxes)
    return 0.0 if upright > 0.5 else fmean(map(float, result.scores))


def _tilt(boxes: Sequence[Box]) -> float:
    """The slope of the lines of text: the median over boxes that are wide enough to tell."""
    slopes = [
        float((box[1][1] - box[0][1]) / (box[1][0] - box[0][0]))
        for box in boxes
        if box[1][0] - box[0][0] > 4 * abs(box[3][1] - box[0][1])
    ]
    return median(slopes) if slopes else 0.0


def _glyphs(boxes: Sequence[Box], told: Sequence[str], tilt: float) -> Iterator[Glyph]:
    """Each recognised box as one glyph, turned upright; an em is the median width of a Chinese character."""
    texts = [_HALF_WIDTH.sub(lambda match: _FULL[match.group()], text) if _WIDE.search(text) else text for text in told]
    units = [sum(1.0 if _WIDE.match(char) else 0.5 for char in text) for text in texts]
    widths = [float(max(box[1][0], box[2][0]) - min(box[0][0], box[3][0])) for box in boxes]
    ems = [width / unit for width, unit in zip(widths, units, strict=True) if unit >= 4]
    em = median(ems) if ems else median(float(box[3][1] - box[0][1]) for box in boxes) / 1.3
    for text, unit, width, box in zip(texts, units, widths, boxes, strict=True):
        x, y = (float(sum(corner[axis] for corner in box)) / 4 for axis in (0, 1))
        own = width / unit if unit >= 4 else em
        size = own if own > 1.3 * em else em
        left = x + y * tilt - width / 2
        yield Glyph(text, left, left + width, y - x * tilt + 0.4 * size, max(size, 1.0))


def _rules(pixels: numpy.ndarray, tilt: float) -> list[Stroke]:
    """Straight dark strokes of a picture, upright and level, by opening it with long thin shapes."""
    import cv2
    import numpy

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    if abs(tilt) > 0.001:
        height, width = grey.shape
        shear = numpy.array([[1.0, tilt, 0.0], [-tilt, 1.0, 0.0]])
        grey = cv2.warpAffine(grey, shear, (width, height), borderValue=255)
    dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    strokes: list[Stroke] = []
    for vertical in (False, True):
        shape = (1, _MIN_RULE) if vertical else (_MIN_RULE, 1)
        found = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        found = cv2.dilate(found, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(found)
        for left, top, width, height, _ in boxes[1:].tolist():
            if vertical:
                strokes.append(Stroke(True, left + width / 2, top, top + height))
            else:
                strokes.append(Stroke(False, top + height / 2, left, left + width))
    return strokes
