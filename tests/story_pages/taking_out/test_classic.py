"""Modules as classic scripts; that they run is tested in a browser, with the whole story."""

import subprocess
from pathlib import Path

import pytest

from story_pages.taking_out.classic import classic, needs

PRELUDE = Path("story_pages/static/story_pages/taken_out.js")


def test_what_a_module_names_is_found() -> None:
    module = 'import { a } from "./a.js";\nimport "./b.js";\nopen = () => import("./c.js");\n'

    assert needs(module) == ["./a.js", "./b.js", "./c.js"]


@pytest.mark.programs
def test_a_classic_script_does_what_the_module_did() -> None:
    modules = {
        "file:///a.js": "export const one = 1;\nexport function two() { return one + 1; }\n",
        "file:///b.js": 'import { one, two as pair } from "./a.js";\n'
        "export default one + pair();\n",
        "file:///lib/c.js": 'const name = "./b.js";\nimport(name).then((b) => told(b.default));\n',
    }
    page = f"""
    const document = {{ currentScript: {{}}, baseURI: "file:///index.html" }};
    const told = (value) => console.log(value);
    {PRELUDE.read_text()}
    """
    for address, module in modules.items():
        page += f'document.currentScript.src = "{address}";\n{classic(module)}\n'

    done = subprocess.run(["node", "-e", page], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "3"
