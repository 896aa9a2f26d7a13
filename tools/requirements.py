"""The lists of exact versions: compiled from pyproject.toml for every Python, without addresses."""

from tools import environment, steps

# One set of versions for all Pythons: what is tested is what is installed.
COMPILE = (
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--fork-strategy", "fewest", "--no-emit-index-url", "--no-header", "--no-annotate"),
)


def main() -> None:
    with steps.alone():
        uv = environment.installer()
    everything, site = environment.DEVELOPERS, environment.SITE
    steps.run(f"Compiling {everything}", [uv, *COMPILE, "--all-extras", "-o", everything])
    chosen = ["--extra", "site", "--constraints", everything, "-o", site]
    steps.run(f"Compiling {site}", [uv, *COMPILE, *chosen])


if __name__ == "__main__":
    main()
