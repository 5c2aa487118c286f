"""The story: asked for, volunteered, approved, accepted, talked, checked in, closed, over the emulated messengers.

Every step waits for what the phone must show; the first that does not come ends the story with exit code 1.
"""

import tempfile
from pathlib import Path

from bot.data_keys import new_key
from bot.sandbox.launch import Sandbox, open_sandbox
from bot.sandbox.phones import Phone
from bot.sandbox.story import plot
from bot.sandbox.story.actors import Actor, Broke
from bot.settings import Settings

WIDTH = 78


async def play(settings: Settings) -> int:
    """Play the story and print the chats; return 0 only if every step held."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'story.db'}"
        sandbox = await open_sandbox(settings, 0, url, new_key())
        try:
            return await play_in(sandbox)
        finally:
            await sandbox.stop()


async def play_in(sandbox: Sandbox) -> int:
    """Play the story on new phones of a running sandbox and print the chats; return 0 only if every step held."""
    moderator = Actor(sandbox, sandbox.desk, "uk", sandbox.desk.authors[0])
    returnee = Actor(sandbox, sandbox.telegram.new_phone("Олена", "returnee"), "uk", "Олена")
    helper = Actor(sandbox, sandbox.viber.new_phone("Сергій", "helper"), "uk", "Сергій")
    broken = ""
    try:
        await tell(moderator, returnee, helper)
    except Broke as broke:
        broken = str(broke)
    violations = [*sandbox.telegram.violations, *sandbox.viber.violations]
    for actor in (returnee, helper, moderator):
        print(_transcript(actor.phone))
    for trouble in (broken, *violations):
        if trouble:
            print(f"NOT HELD: {trouble}")
    print("Every step held." if not broken and not violations else "The story broke.")
    return 1 if broken or violations else 0


async def tell(moderator: Actor, returnee: Actor, helper: Actor) -> None:
    """Let the story happen; raises Broke at the first step that does not hold."""
    on_telegram, on_viber = await plot.open_group(moderator)
    await plot.enter(helper, "Українська", "Удома", on_viber)
    await plot.volunteer(helper)
    await plot.approve(moderator, helper)
    await plot.enter(returnee, "Українська", "За кордоном", on_telegram)
    await plot.ask(returnee)
    await plot.accept(helper, returnee)
    await plot.talk(helper, returnee)
    await plot.check_in(helper, returnee)
    await plot.look_back(moderator)


def _transcript(phone: Phone) -> str:
    lines = ["", "=" * WIDTH, f"{phone.title} ({phone.channel})", "=" * WIDTH]
    for bubble in phone.bubbles:
        who = bubble.author or phone.title if bubble.mine else "Kolo"
        shown = "[photo] " + bubble.text if bubble.photo else bubble.text
        lines += [
            "",
            f"{who}{' (edited)' if bubble.edited else ''}:",
            *(f"  {line}" for line in shown.split("\n")),
        ]
        lines += [f"    [{'] ['.join(button.text for button in row)}]" for row in bubble.buttons]
    return "\n".join(lines)
