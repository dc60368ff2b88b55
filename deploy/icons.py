"""Make the icon font of the public pages: the glyphs that templates use, and no other.

CKAN's templates name icons of Font Awesome, whose font and style sheet weigh 180 kB. Readers get
the few that are on the pages, as one style sheet with the font inside it. Run it after a template
names a new icon:

    var/venv/bin/python deploy/icons.py

Font Awesome Free is under the SIL Open Font License 1.1 (fonts) and the MIT License (code).
"""

from __future__ import annotations

import base64
import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "ckanext-ppidbontang" / "ckanext" / "ppidbontang"
STYLESHEET = PLUGIN / "assets" / "css" / "ppid-icons.css"
SPEAKERS = ("ckan", "ckanext.activity", "ckanext.scheming", "ckanext.dcat", "ckanext.xloader")
# Templates put these together from a part and a state.
ASSEMBLED = {"fa-caret-up", "fa-caret-down", "fa-caret-left", "fa-caret-right"}
NAMED = re.compile(r"\bfa-[a-z0-9-]+")
GLYPH = re.compile(r'((?:\.fa-[a-z0-9-]+,?\s*)+)\{\s*--fa: "\\([0-9a-f]+)"')

HEAD = """\
/* Made by deploy/icons.py: the icons that templates name, out of Font Awesome Free
   (SIL OFL 1.1, https://fontawesome.com/license/free). Do not edit. */
@font-face {{
  font-family: "PPID Icons";
  font-weight: 900;
  font-display: block;
  src: url("data:font/woff2;base64,{font}") format("woff2");
}}
.fa, .fas, .fa-solid {{
  display: inline-block;
  font: normal 900 1em/1 "PPID Icons";
  text-rendering: auto;
  -webkit-font-smoothing: antialiased;
}}
.fa::before, .fas::before, .fa-solid::before {{ content: var(--fa); }}
"""


def places() -> list[Path]:
    """Return where icons are named: our plugin, and the templates that it builds on."""
    return [PLUGIN, *(_folder(package) / "templates" for package in SPEAKERS)]


def named(folders: list[Path]) -> set[str]:
    """Return the icons that the files in these folders name."""
    return {
        icon
        for folder in folders
        for pattern in ("*.html", "*.py", "*.js")
        for path in folder.rglob(pattern)
        for icon in NAMED.findall(path.read_text(encoding="utf-8"))
    }


def _folder(package: str) -> Path:
    return Path(str(files(package)))


def glyphs(stylesheet: str) -> dict[str, str]:
    """Return the code point of each icon that a style sheet of Font Awesome knows."""
    known = {}
    for selectors, code in GLYPH.findall(stylesheet):
        for icon in NAMED.findall(selectors):
            known.setdefault(icon, code)
    return known


def font(source: Path, codes: set[str]) -> bytes:
    """Return a font with these glyphs of another alone."""
    options = subset.Options(flavor="woff2", layout_features=[], name_IDs=[], notdef_outline=False)
    made = TTFont(source)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[int(code, 16) for code in codes])
    worker.subset(made)
    made.flavor = "woff2"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def main() -> None:
    """Write the style sheet."""
    vendor = _folder("ckan") / "public" / "base" / "vendor" / "fontawesome-free"
    source = vendor / "webfonts" / "fa-solid-900.ttf"
    drawn = {f"{code:x}" for code in TTFont(source).getBestCmap() or ()}
    known = glyphs((vendor / "css" / "all.css").read_text(encoding="utf-8"))
    used = {
        icon: known[icon]
        for icon in sorted(ASSEMBLED | named(places()))
        if known.get(icon) in drawn
    }
    data = base64.b64encode(font(source, set(used.values()))).decode()
    rules = "".join(f'.{icon} {{ --fa: "\\{code}"; }}\n' for icon, code in used.items())
    STYLESHEET.write_text(HEAD.format(font=data) + rules, encoding="utf-8")


if __name__ == "__main__":
    main()
