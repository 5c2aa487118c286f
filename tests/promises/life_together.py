"""The life of a circle in marked words: obstacles, their photos, and a group's work on one, to the answer."""

from storage import obstacle_photos, obstacle_reports
from storage.obstacle_reports import Report
from tests.chat import Phone
from tests.handlers.together import stand
from tests.promises.canaries import NAMES
from tests.promises.life import Life


async def live(life: Life) -> None:
    """Go through all the other flows, after two were brought together."""
    await life.tell_how()
    for flow in ("/ask", "/team"):
        await life.do(life.olha, flow)
    await tell_of_obstacles(life)
    await work_together(life)
    await group_of(life)
    await life.hand_over()
    await life.report()
    await life.set_up()


async def tell_of_obstacles(life: Life) -> None:
    """Olha tells of one, adds a photo, blackens names on it, says what helped, and searches."""
    await life.do(life.olha, "/obstacle")
    await life.chat.work()
    report = (await _reports(life, life.olha))[-1]
    await life.do(life.olha, f"a:photo-add:{report.obstacle_id}")
    await life.chat.work()
    async with life.chat.database.transaction() as session:
        photo = (await obstacle_photos.of_report(session, report.id))[0]
    await life.do(life.olha, f"a:photo-black:{photo.id}")
    await life.do(life.olha, f"a:obstacle-helped:{report.obstacle_id}")
    await life.do(life.olha, "a:cards-search:")


async def work_together(life: Life) -> tuple[Phone, Phone, Phone]:
    """A group proposes ways, does tasks, drafts a request, signs it by name, sends it, and gets an answer."""
    work = await stand.work(life.circle)
    here, olha, petro = work.obstacle.id, work.olha, work.petro
    await life.do(petro, f"a:propose-way:{here}")
    way = (await work.ways())[-1]
    await olha.sends_payload(f"a:way-choose:{way.id}")
    await life.do(olha, f"a:add-task:{way.id}")
    task = (await work.tasks(way))[0]
    await petro.sends_payload(f"a:task-take:{task.id}")
    await life.do(petro, f"a:task-done:{task.id}")
    await life.do(olha, f"a:draft-request:{here}")
    request = await work.request()
    await petro.sends_payload(f"a:joint-sign:{request.id}:{request.revision}")
    await life.do(petro, f"a:sign-by-name:{request.id}")
    await life.do(petro, f"a:propose-question:{request.id}")
    await life.chat.work()
    await life.do(olha, f"a:joint-sent:{request.id}")
    await life.do(olha, f"a:joint-answer:{request.id}")
    return olha, petro, work.ivan


async def group_of(life: Life) -> None:
    """A group with a canary for a name, which somebody asks to join."""
    group = await life.circle.group(NAMES[3], life.petro)
    await life.olha.sends_payload(f"a:group-ask:{group.id}")


async def _reports(life: Life, phone: Phone) -> list[Report]:
    async with life.chat.database.transaction() as session:
        return await obstacle_reports.of_person(session, life.circle.id(phone))
