"""The page as an aiohttp application; the caller binds it to this machine only."""

import mimetypes
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.phones import Phones
from bot.sandbox.server.actions import Actions
from bot.sandbox.server.events import Events
from bot.sandbox.server.guard import HEADERS, Wrong, guarded
from bot.sandbox.server.parts import Jump, Parts
from bot.sandbox.telegram_api import TelegramApi
from bot.sandbox.viber_api import ViberApi

FILES = Path(__file__).parents[1] / "page"
LARGEST_BODY = 16 * 1024 * 1024


def page_app(
    phones: Phones, telegram: TelegramApi, viber: ViberApi, jump: Jump, clock: Clock
) -> web.Application:
    """Build the page: `/`, its files, `GET /events`, pictures, and the POST routes of `Actions`.

    `jump(hours)` moves the sandbox's clock and wakes the jobs; `clock` is the clock that it moves.
    """
    parts = Parts(phones, telegram, viber, jump, clock)
    events, actions = Events(parts), Actions(parts)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.on_shutdown.append(events.close)
    app.router.add_get("/", guarded(index))
    app.router.add_get("/page/{path:.+}", guarded(page_file))
    app.router.add_get("/events", guarded(events.serve))
    app.router.add_get("/pictures/{name}", guarded(actions.picture))
    for path, action in actions.routes():
        app.router.add_post(path, guarded(action))
    return app


async def index(request: web.Request) -> web.StreamResponse:
    """Answer with the page itself."""
    return file_answer(FILES / "index.html")


async def page_file(request: web.Request) -> web.StreamResponse:
    """Answer with one of the page's files; nothing outside its folder is ever read."""
    path = (FILES / request.match_info["path"]).resolve()
    if not path.is_relative_to(FILES) or not path.is_file():
        raise Wrong("There is no such file.", 404)
    return file_answer(path)


def file_answer(path: Path) -> web.Response:
    """Answer with a file's bytes, by the content type of its name."""
    kind = mimetypes.guess_type(path.name)[0] or "text/plain"
    return web.Response(body=path.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)
