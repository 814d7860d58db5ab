"""Runs the commands of the guides, in the order of their names; see `run`."""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
NOT_HERE = re.compile(r"#\s*Not run here: (.+)")
# What .ci/run does itself, so that it is not done twice; each must stand there.
BY_CI = {
    "deploy/bin/stateprint demo": "deploy/bin/stateprint demo",
    "mvn verify": "mvn -B --no-transfer-progress verify",
}


class Block:
    """Commands of a page, from one line on."""

    def __init__(self, page, line, lines):
        self.page, self.line, self.lines = page, line, lines

    def why_not(self):
        match = NOT_HERE.fullmatch(self.lines[0].strip())
        return match.group(1) if match else None

    def commands(self):
        """Without what .ci/run does itself."""
        return [line for line in self.lines if bare(line) not in BY_CI]


def bare(line):
    return re.sub(r"\s+#.*", "", line).strip()


def blocks(page):
    """Fenced blocks of sh, and indented ones, except pictures made of lines and arrows."""
    text = page.read_text(encoding="utf-8").split("\n")
    found, at = [], 0
    while at < len(text):
        fence = re.fullmatch(r"```(\w*)", text[at])
        if fence:
            end = text.index("```", at + 1)
            if fence.group(1) == "sh":
                found.append(Block(page, at + 2, text[at + 1 : end]))
            elif not fence.group(1):
                sys.exit(f"{page}:{at + 1}: say what the block is, ```sh or ```text")
            at = end + 1
        elif text[at].startswith("    ") and (at == 0 or not text[at - 1].strip()):
            end = at
            while end < len(text) and text[end].startswith("    "):
                end += 1
            if "──" not in text[at]:
                found.append(Block(page, at + 1, [line[4:] for line in text[at:end]]))
            at = end
        else:
            at += 1
    return found


def sandbox(scratch):
    """A folder that looks like the project's, and is written to in its place."""
    scratch.mkdir()
    for name in subprocess.check_output(["git", "ls-files"], cwd=HOME, text=True).split("\n"):
        top = name.split("/")[0]
        if top and not (scratch / top).exists():
            (scratch / top).symlink_to(HOME / top)
    return scratch


def run(block, folder):
    began = time.monotonic()
    # Commands on tiny models end before their methods are worth compiling well.
    environment = dict(os.environ, STATEPRINT_BUILD="never", STATEPRINT_JAVA_OPTS="-XX:TieredStopAtLevel=1")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(block.commands())],
        cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900,
    )
    place = f"{block.page.relative_to(HOME)}:{block.line}"
    if done.returncode:
        sys.exit(f"{done.stdout}\n{place}: ends with {done.returncode}:\n" + "\n".join(block.lines))
    print(f"{place}: {len([line for line in block.commands() if line.strip()])} lines, {time.monotonic() - began:.1f} s", flush=True)


def sources():
    """What the program can say, joins of Java's strings taken out."""
    text = ""
    for module in ["common", "jobs"]:
        for file in sorted((HOME / module / "src/main").rglob("*")):
            if file.suffix in {".java", ".properties", ".conf"}:
                text += file.read_text(encoding="utf-8")
    text += (HOME / "deploy/bin/stateprint").read_text(encoding="utf-8")
    return re.sub(r'"\s*\+\s*"', "", text)


def require_messages(page):
    """Every message that troubleshooting explains is one that the program says; `...` stands for what varies."""
    said = sources()
    messages = re.findall(r"^### `(.+)`$", page.read_text(encoding="utf-8"), re.MULTILINE)
    for message in messages:
        for fragment in message.split("..."):
            if fragment.strip() and fragment.strip() not in said:
                sys.exit(f"{page.relative_to(HOME)}: the program never says {fragment.strip()!r}, of {message!r}")
    if not messages:
        sys.exit(f"{page.relative_to(HOME)} explains no message")
    print(f"{page.relative_to(HOME)}: {len(messages)} messages, all of them the program's own")


def require_links(page):
    """Links between pages lead to files."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not (page.parent / target).exists():
            sys.exit(f"{page.relative_to(HOME)}: no such file: {target}")


def main(names):
    pages = [Path(name).resolve() for name in names] or [HOME / "README.md", HOME / "deploy/README.md", *sorted((HOME / "deploy/docs").glob("*.md"))]
    ci = (HOME / ".ci/run").read_text(encoding="utf-8")
    for command in BY_CI.values():
        if command not in ci:
            sys.exit(f".ci/run does not run {command} any more")
    ran, passed, elsewhere = 0, [], 0
    with tempfile.TemporaryDirectory() as scratch:
        folders = {}
        for page in pages:
            require_links(page)
            # Pages of one folder share what their commands leave: the run of the first sweep is looked at by others.
            folder = folders.get(page.parent) or folders.setdefault(page.parent, sandbox(Path(scratch) / str(len(folders))))
            for block in blocks(page):
                if block.why_not():
                    passed.append(f"{page.relative_to(HOME)}:{block.line}: not run here: {block.why_not()}")
                    continue
                elsewhere += len(block.lines) - len(block.commands())
                if any(line.strip() for line in block.commands()):
                    run(block, folder)
                    ran += 1
            if page.name == "troubleshooting.md":
                require_messages(page)
    print(*passed, sep="\n")
    print(f"{ran} blocks run, {elsewhere} commands by other steps of .ci/run, {len(passed)} not run here")
    if not names and (ran < 10 or elsewhere < len(BY_CI)):
        sys.exit("Too few were run")


if __name__ == "__main__":
    main(sys.argv[1:])
