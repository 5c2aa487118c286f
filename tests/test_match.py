"""`python -m bot match` answers in JSON with a proof, and says what is wrong with a file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.domain.matching import assign
from bot.domain.simulation import population
from tests.machine import PATIENCE

ROOT = Path(__file__).parents[1]
SCENE = population.scene(60, 40, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, document in population.documents(SCENE).items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    return tmp_path


def match(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "match", "--snapshot", str(folder), *more],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TELEGRAM_BOT_TOKEN": "none"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_the_answer_is_the_best_pairs_and_nothing_else(folder: Path) -> None:
    done = match(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"pairs": [list(pair) for pair in assign(SCENE.snapshot).pairs]}


def test_the_answer_is_written_to_a_file_too(folder: Path) -> None:
    done = match(folder, "--out", "answer.json")
    assert (folder / "answer.json").read_text() == done.stdout


def test_an_explained_answer_adds_up_and_says_why_somebody_is_left_over(folder: Path) -> None:
    told: dict[str, Any] = json.loads(match(folder, "--explain").stdout)
    assert told["score"] == told["bound"] == sum(each["points"] for each in told["why"])
    assert all(sum(each["parts"].values()) + each["load"] == each["points"] for each in told["why"])
    assert len(told["pairs"]) + len(told["left_over"]) == len(SCENE.snapshot.waiting)
    assert all(each["funnel"][0][0] == "group" for each in told["left_over"])


@pytest.mark.parametrize(
    "name, text, says",
    [
        ("meta", '{"now_hour": 3,', "meta.json is no JSON that can be read"),
        ("helpers", "[" * 100_000, "helpers.json is no JSON that can be read"),
        ("requests", '[{"id": 1}]', "requests.json, item 1 (id 1): urgency is missing"),
        ("history", "\udcff", "history.json is no JSON that can be read"),
        ("helpers", None, "helpers.json: No such file or directory"),
    ],
)
def test_a_bad_file_is_said_in_one_sentence(folder: Path, name: str, text: str | None, says: str) -> None:
    file = folder / f"{name}.json"
    file.unlink() if text is None else file.write_bytes(text.encode(errors="surrogateescape"))
    done = match(folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def test_ids_of_any_text_come_back_as_they_were(folder: Path) -> None:
    for name in ("requests", "helpers"):
        items = json.loads((folder / f"{name}.json").read_text())
        for item in items:
            item["id"] = f"\ud800 пані {item['id']}"
        (folder / f"{name}.json").write_text(json.dumps(items))
    pairs = json.loads(match(folder).stdout)["pairs"]
    assert pairs
    assert all(id.startswith("\ud800 пані ") for pair in pairs for id in pair)


def test_an_answer_that_cannot_be_written_is_said(folder: Path) -> None:
    done = match(folder, "--out", "no/such/folder.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such file" in done.stderr


def test_matching_loads_no_library_that_it_does_not_need(folder: Path) -> None:
    code = (
        "import sys; from bot.__main__ import main; main(sys.argv[1:]);"
        "print(*sorted({'aiogram', 'sqlalchemy', 'pydantic', 'babel', 'asyncio'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "match", "--snapshot", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr.strip() == ""
