"""The HTTP side: webhooks of the messengers, pictures for Viber, health and figures."""

import asyncio

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from storage import job_runs, media, outbox, quarantine
from storage.database import Database
from storage.job_runs import JobRun

log = structlog.get_logger(__name__)
LARGEST_BODY = 256 * 1024  # bytes; no event of a messenger comes near it
SLOWEST = 10  # seconds for the head of a request to arrive, as many for its body; then the line is cut
LEFT_OVER = 1.0  # seconds for what still comes of a body that was refused, so that the answer is read
WAITING = Gauge("kolo_outbox_waiting", "Messages in the outbox")
PARKED = Gauge("kolo_outbox_parked", "Messages that a messenger refused for good")
QUARANTINE = Gauge("kolo_quarantine", "Events that could not be handled")
JOB_RAN = Gauge("kolo_job_last_run_seconds", "When a job last ran, in seconds of the Unix clock", ["job"])
JOB_DID = Gauge("kolo_job_last_count", "What a job did when it last had anything to do", ["job"])
JOB_FAILING = Gauge("kolo_job_failing", "Whether the last run of a job failed", ["job"])
JOB_LATE = Gauge("kolo_job_late", "Whether a job is late", ["job"])
JOB_POSTPONED = Gauge("kolo_job_postponed", "Items that failed and are tried again in an hour", ["job"])


def site(database: Database, webhooks: dict[str, Handler]) -> web.Application:
    """Return the application with the webhooks at their paths."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[_calm])
    for path, handler in webhooks.items():
        app.router.add_post(path, handler)

    async def picture(request: web.Request) -> web.Response:
        async with database.transaction() as session:
            body = await media.hosted(session, request.match_info["page"])
        if body is None:
            return web.Response(status=404)
        return web.Response(body=body, content_type="image/jpeg", headers={"Cache-Control": "no-store"})

    async def health(request: web.Request) -> web.Response:
        async with database.transaction() as session:
            waiting, parked = await outbox.backlog(session)
        return web.json_response({"status": "ok", "waiting": waiting, "refused": parked})

    async def figures(request: web.Request) -> web.Response:
        async with database.transaction() as session:
            waiting, parked = await outbox.backlog(session)
            QUARANTINE.set(await quarantine.count(session))
            for run in await job_runs.every(session):
                _show(run)
        WAITING.set(waiting)
        PARKED.set(parked)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/viber/media/{page}.jpg", picture)  # HEAD comes with it
    app.router.add_get("/healthz", health)
    app.router.add_get("/metrics", figures)
    return app


def _show(run: JobRun) -> None:
    """Set the figures of one job; every replica shows the same, since whoever leads wrote them down."""
    JOB_RAN.labels(run.name).set(run.last_run.timestamp())
    JOB_DID.labels(run.name).set(run.last_count)
    JOB_FAILING.labels(run.name).set(run.failing)
    JOB_LATE.labels(run.name).set(run.late)
    JOB_POSTPONED.labels(run.name).set(run.postponed)


@web.middleware
async def _calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Cut slow senders; a failure of ours is 503, so that the messenger comes again, and never shows why."""
    try:
        async with asyncio.timeout(SLOWEST):
            await request.read()
    except TimeoutError:
        return web.Response(status=408)
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:
        resource = request.match_info.route.resource  # whose path names no picture
        log.error("request_failed", path=resource and resource.canonical, error=type(error).__name__)
        return web.Response(status=503)


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen; raises OSError when the address is taken."""
    # A head that never ends counts as a line on which nothing happens: aiohttp waits an hour otherwise.
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=1, keepalive_timeout=SLOWEST, lingering_time=LEFT_OVER
    )
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
