"""The command line: run, sandbox, story, console, match, simulate, audit, migrate, doctor,
backup, restore, rotate, hush, unhush, words, key."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot import last_words, words_options
from bot.pipes import readers_may_leave
from bot.simulate_options import add_options

if TYPE_CHECKING:
    from bot.settings import Settings


async def _run(settings: Settings, options: argparse.Namespace) -> int:
    if not settings.has_messenger:
        return await _sandbox(settings, options)
    from bot import key_place

    key_place.look(settings)
    from bot.app import run  # here: aiogram takes half a second to import

    await run(settings)
    return 0


async def _sandbox(settings: Settings, options: argparse.Namespace) -> int:
    from bot.sandbox.launch import run

    await run(settings)
    return 0


async def _story(settings: Settings, options: argparse.Namespace) -> int:
    from bot.sandbox.story import play

    return await play(settings)


async def _console(settings: Settings, options: argparse.Namespace) -> int:
    from bot.channels.console import play
    from bot.i18n import LANGUAGES
    from handlers.registry import FLOWS
    from storage.persons import Person

    if options.flow not in FLOWS:
        print(f"There is no flow {options.flow!r}. There are: {', '.join(FLOWS)}", file=sys.stderr)
        return 2
    language = next((each for each in LANGUAGES if each == options.language), None)
    if language is None:
        print(
            f"There is no language {options.language!r}. There are: {', '.join(LANGUAGES)}", file=sys.stderr
        )
        return 2
    flow, person = FLOWS[options.flow], Person(1, language)
    return play(lambda: flow.begin(person), language)


async def _migrate(settings: Settings, options: argparse.Namespace) -> int:
    from storage import migrate

    await migrate.upgrade(settings.database_url)
    print("The database is up to date.")
    return 0


async def _key(settings: Settings, options: argparse.Namespace) -> int:
    from bot.data_keys import new_key

    print(new_key())
    return 0


def _match(options: argparse.Namespace) -> int:
    from bot.domain.matching.fields import BadSnapshot
    from bot.match import answer

    try:
        said = answer(options.snapshot, options.explain)
        if options.out is not None:
            options.out.write_text(f"{said}\n", encoding="utf-8")
    except BadSnapshot as wrong:
        print(f"The snapshot is not right: {wrong}.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    print(said)
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from bot.simulate import month

    print(month(options))
    return 0


async def _replay(settings: Settings, options: argparse.Namespace) -> int:
    from bot.clock import Clock
    from bot.replay import replayed

    print(await replayed(settings, options, Clock()))
    return 0


async def _audit(settings: Settings, options: argparse.Namespace) -> int:
    from bot.audit import verified

    checked = await verified(settings, options)
    wrong = [*checked.faults, *(f"what was noted as {end} is not in the chain" for end in checked.lost)]
    if options.noted in checked.older:
        wrong.append(f"{options.noted} was noted so long ago that its act is kept no more: take a newer note")
    for fault in wrong:
        print(f"The audit: {fault}.", file=sys.stderr)
    if wrong:
        return 1
    print(f"The audit: {checked.rows} acts, all as they were written. Its end, to note down: {checked.end}")
    return 0


async def _rotate(settings: Settings, options: argparse.Namespace) -> int:
    from bot.rotate import rotated

    said, wrong = await rotated(settings)
    print(*said, sep="\n")
    for fault in wrong:
        print(f"Not opened: {fault}.", file=sys.stderr)
    return 1 if wrong else 0


async def _backup(settings: Settings, options: argparse.Namespace) -> int:
    from bot.backup import backup
    from bot.clock import Clock

    print(f"The backup: {await backup(settings, Clock())}")
    return 0


async def _restore(settings: Settings, options: argparse.Namespace) -> int:
    from bot.backup import restore
    from bot.clock import Clock

    about, erased = await restore(settings, Clock(), options.file, options.replace)
    print(
        f"Restored: the database as it was at {about.made:%Y-%m-%d %H:%M} UTC. Erased again: {erased} people."
    )
    return 0


async def _hush(settings: Settings, options: argparse.Namespace) -> int:
    from bot.hushing import hushed, unhushed

    print(await (hushed(settings) if options.command == "hush" else unhushed(settings, options)))
    return 0


async def _words(settings: Settings, options: argparse.Namespace) -> int:
    from bot.words import worded

    print(await worded(settings, options))
    return 0


async def _doctor(settings: Settings, options: argparse.Namespace) -> int:
    from bot.clock import Clock
    from bot.doctor import examined, told
    from bot.doctor.findings import BAD

    found = await examined(settings, Clock())
    print(told(found))
    return 1 if any(finding.state == BAD for finding in found) else 0


COMMANDS = (
    ("run", _run, "run the bot with the settings of .env; without tokens, the sandbox"),
    ("sandbox", _sandbox, "run the sandbox: phones in the browser, the real bot between emulated messengers"),
    ("story", _story, "play the whole story in the sandbox and print the chats; 0 only if every step held"),
    ("console", _console, "play a flow in the terminal, without a token and without a database"),
    (
        "match",
        _match,
        "match all requests and helpers of a snapshot, in JSON files, in the best way there is",
    ),
    (
        "simulate",
        _replay,
        "let a made-up month pass, or last month again, with different ways of asking helpers",
    ),
    ("audit", _audit, "look whether every act in the audit stands there as it was written (audit verify)"),
    ("migrate", _migrate, "bring the database to the present tables"),
    ("doctor", _doctor, "look what is wrong with the deployment; 0 when nothing keeps it from working"),
    ("backup", _backup, "write the whole database into one sealed file; the bot may run meanwhile"),
    ("restore", _restore, "put a backup in the place of the database; who was erased since is erased again"),
    ("rotate", _rotate, "seal everything anew under the first of DATA_KEYS; the bot may run meanwhile"),
    ("hush", _hush, "stop all sending within five seconds; what people write is kept"),
    ("unhush", _hush, "let sending go on; what waits goes in its order"),
    ("words", _words, "print check words for paper; by them people see that the bot is no copy"),
    ("key", _key, "print a new data key for DATA_KEYS"),
)
WITHOUT_SETTINGS = ("console", "key")  # they work also while .env is being written


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m bot", description="Kolo, a peer-support bot on Telegram and Viber"
    )
    chosen = parser.add_subparsers(dest="command", required=True)
    for name, work, says in COMMANDS:
        command = chosen.add_parser(name, help=says, description=says)
        command.set_defaults(work=work)
        if name == "console":
            command.add_argument("flow", nargs="?", default="ask_for_help")
            command.add_argument("--language", default="uk")
        if name == "match":
            command.add_argument(
                "--snapshot", type=Path, required=True, help="the folder with the four files"
            )
            command.add_argument("--out", type=Path, help="a file that gets the answer too")
            command.add_argument(
                "--explain", action="store_true", help="add points, proof and who is left over"
            )
        if name == "simulate":
            add_options(command)
        if name == "restore":
            command.add_argument("file", type=Path, help="a file that `backup` wrote")
            command.add_argument(
                "--replace", action="store_true", help="also where there is a database; it is kept aside"
            )
        if name == "words":
            words_options.add_options(command)
        if name == "unhush":
            command.add_argument("--moderators", action="store_true", help="end also what moderators stopped")
        if name == "audit":
            command.add_argument("what", choices=("verify",))
            command.add_argument(
                "--noted", default="", metavar="END", help="an end that was noted down before"
            )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 2 when the settings are wrong, 1 when it cannot start, 130 after Ctrl-C during the start."""
    options = _parser().parse_args(arguments)
    last_words.leave_none()
    os.umask(0o077)  # what it writes, the database above all, is for one user of the machine
    try:
        with readers_may_leave():
            if options.command == "match":  # of the libraries below it needs none, and they take a second
                return _match(options)
            if options.command == "simulate" and not options.replay:
                return _simulate(options)
            return _started(options)
    except KeyboardInterrupt:
        return 130


def _started(options: argparse.Namespace) -> int:
    import asyncio

    from sqlalchemy.exc import DBAPIError

    from bot import logs
    from bot.settings import BadSettings, Settings, read_settings
    from storage.backups import BadBackup

    logs.set_up()
    try:
        settings = Settings.model_construct() if options.command in WITHOUT_SETTINGS else read_settings()
        code: int = asyncio.run(options.work(settings, options))
    except BadSettings as wrong:
        print(f"The settings are not right:\n{wrong}\nSee .env.example.", file=sys.stderr)
        return 2
    except BadBackup as wrong:
        print(f"The backup: {wrong}.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"It cannot start: {error.strerror or error}", file=sys.stderr)
        if error.errno == errno.EADDRINUSE:
            print("SANDBOX_PORT is the port of the sandbox, HTTP_PORT that of the bot.", file=sys.stderr)
        return 1
    except DBAPIError as error:  # the driver's first line: what follows it may hold values
        print(f"It cannot start: the database says: {str(error.orig).partition(chr(10))[0]}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
