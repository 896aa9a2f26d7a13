"""ES modules as classic scripts: from a file system a browser loads no module."""

import re

PRELUDE = "story_pages/taken_out.js"

_EXPORTED = re.compile(
    r"^export\s+((?:async\s+)?function\*?|class|const|let|var)\s+([\w$]+)", re.MULTILINE
)
_DEFAULT = re.compile(r"^export\s+default\s+", re.MULTILINE)
_LISTED = re.compile(r"^export\s*\{([^}]*)\}\s*;?", re.MULTILINE)
_IMPORTED = re.compile(
    r"^import\s+(?:(\*\s+as\s+[\w$]+|\{[^}]*\}|[\w$]+)\s+from\s+)?(\"[^\"]+\"|'[^']+')\s*;?",
    re.MULTILINE,
)
_NAMED = re.compile(r"(?<![\w$.])import\s*\(\s*(?=[\"'])")
# What is not named in the module is named in the page, and meant as seen from there.
_ON_DEMAND = re.compile(r"(?<![\w$.])import\s*\(")
_LITERAL = re.compile(r"(?<![\w$.])import\s*(?:\(\s*|[^;(\"']*?)[\"']([^\"']+)[\"']")


def needs(module: str) -> list[str]:
    """The modules that a module names, as it names them."""
    return list(dict.fromkeys(_LITERAL.findall(module)))


def classic(module: str) -> str:
    """The same as a classic script, closed in itself, whose exports others can ask for."""
    exports: list[str] = []
    code = _LISTED.sub(lambda found: _listed(found[1], exports), module)
    code = _EXPORTED.sub(lambda found: _exported(found, exports), code)
    if _DEFAULT.search(code):
        code = _DEFAULT.sub("const __default = ", code, count=1)
        exports.append("default: __default")
    code = _IMPORTED.sub(_imported, code)
    code = _ON_DEMAND.sub("__fetch(", _NAMED.sub("__bring(", code)).replace(
        "import.meta.url", "__here"
    )
    return (
        "{\nconst __here = document.currentScript.src;\n"
        "const __bring = (name) => takenOut.bring(new URL(name, __here));\n"
        "const __fetch = (name) => takenOut.bring(new URL(name, document.baseURI));\n"
        f'takenOut.put(__here, (async () => {{\n"use strict";\n{code}\n'
        f"return {{ {', '.join(exports)} }};\n}})());\n}}\n"
    )


def _exported(found: re.Match[str], exports: list[str]) -> str:
    exports.append(found[2])
    return f"{found[1]} {found[2]}"


def _listed(names: str, exports: list[str]) -> str:
    for name in filter(None, (one.strip() for one in names.split(","))):
        inside, _as, outside = name.partition(" as ")
        exports.append(f"{outside.strip()}: {inside.strip()}" if outside else inside.strip())
    return ""


def _imported(found: re.Match[str]) -> str:
    names, source = found[1], found[2]
    part = f"await __bring({source})"
    if not names:
        return f"{part};"
    if names.startswith("*"):
        return f"const {names.rpartition(' ')[2]} = {part};"
    if names.startswith("{"):
        return f"const {names.replace(' as ', ': ')} = {part};"
    return f"const {{ default: {names} }} = {part};"
