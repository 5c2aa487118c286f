"""Who may talk to the page: this machine's own browser, from this page, and nobody else."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# Trusted types make the browser itself refuse innerHTML from anything but lit's own constant templates.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
}

log = structlog.get_logger()


class Wrong(Exception):
    """The page asked for something that cannot be done; `sentence` says why in a few words."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def guarded(handler: Handler) -> Handler:
    """Wrap one handler: foreign callers are refused, and every failure is a short JSON sentence.

    It wraps handlers rather than the application, so that emulated APIs mounted beside the page keep
    their own rules.
    """

    async def guard(request: web.Request) -> web.StreamResponse:
        try:
            refuse_foreign(request)
            return await handler(request)
        except Wrong as wrong:
            return sentence(wrong.sentence, wrong.status)
        except web.HTTPRequestEntityTooLarge:
            return sentence("This is larger than the sandbox takes.", 413)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as error:
            log.error("sandbox_page_failed", path=request.path, error=type(error).__name__)
            return sentence("The sandbox could not do this. Its log has the kind of error.", 500)

    return guard


def refuse_foreign(request: web.Request) -> None:
    """Raise `Wrong` unless the call comes from this machine and, if it changes anything, from this page."""
    if not is_local(request.host):
        raise Wrong("The sandbox answers only on this machine.", 403)
    if request.method != "POST":
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Wrong("Only the sandbox's own page may do this.", 403)
    if request.content_type != "application/json":
        raise Wrong("Please send JSON.", 415)


def is_local(host: str) -> bool:
    """Tell whether a Host header names this machine; a rebound DNS name does not."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def sentence(text: str, status: int) -> web.Response:
    """Give one short sentence as JSON."""
    return web.json_response({"error": text}, status=status, headers=HEADERS)
