"""Stand-in photographs for the demo's evidence: a drawn street scene that says DEMO, so that nobody takes it for a record."""
import io
import random

from PIL import Image, ImageDraw, ImageFont


def demo_picture(seed: int) -> bytes:
    """A JPEG, always the same for a seed: sky, houses, a banner, people, and the word DEMO."""
    draw_lots = random.Random(seed)  # noqa: S311  a drawing, not a secret
    width, height = 1280, 860
    image = Image.new("RGB", (width, height), (222, 228, 231))
    pen = ImageDraw.Draw(image)
    for left in range(0, width, 160):
        top = draw_lots.randint(140, 380)
        pen.rectangle((left, top, left + 150, 600), fill=tuple(draw_lots.randint(150, 200) for _channel in range(3)))
        for row in range(top + 24, 560, 60):
            for column in range(left + 18, left + 130, 40):
                pen.rectangle((column, row, column + 22, row + 34), fill=(236, 233, 222))
    pen.rectangle((0, 600, width, height), fill=(176, 172, 163))
    pen.rectangle((120, 440, 1160, 540), fill=(150, 25, 28))
    pen.text((640, 490), "DEMO DATA", font=ImageFont.load_default(64), fill=(255, 254, 252), anchor="mm")
    for place in range(26):
        x, y = 60 + place * 46 + draw_lots.randint(-12, 12), draw_lots.randint(640, 760)
        shade = tuple(draw_lots.randint(40, 130) for _channel in range(3))
        pen.ellipse((x - 13, y - 46, x + 13, y - 20), fill=(214, 178, 150))
        pen.rounded_rectangle((x - 19, y - 20, x + 19, y + 62), 10, fill=shade)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
