"""Settings from the environment and `.env`: typed, checked at start, told clearly when something is wrong."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.data_keys import BadKey, read_key
from bot.domain.keeping import AWAY, CLOSED, DAY, LETTERS, Kept

OFF = "off"
KEEPS = {"keep_closed_days": CLOSED, "keep_letters_days": LETTERS, "keep_away_days": AWAY}


class BadSettings(Exception):
    """Settings are missing or malformed; the text says which and how to mend it, without their values."""


class Settings(BaseSettings):
    """All settings; `.env.example` explains each for the one who runs the bot."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr | None = None
    viber_auth_token: SecretStr | None = None
    viber_api_url: str = "https://chatapi.viber.com/pa"
    viber_bot_name: str = Field("Kolo", min_length=1, max_length=28)
    viber_monthly_budget: int = Field(0, ge=0)
    public_url: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = Field(8080, ge=0, le=65535)
    database_url: str = "sqlite+aiosqlite:///data/kolo.db"
    data_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    backup_folder: str = ""
    keep_closed_days: int = CLOSED.most
    keep_letters_days: int = LETTERS.most
    keep_away_days: int = AWAY.most
    moderators_chat_id: Annotated[tuple[str, ...], NoDecode] = ()
    leads: Annotated[tuple[str, ...], NoDecode] = ()
    sandbox_port: int = Field(8080, ge=0, le=65535)

    @field_validator("data_keys", "moderators_chat_id", "leads", mode="before")
    @classmethod
    def _divided(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("data_keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            try:
                read_key(key.get_secret_value())
            except BadKey:
                raise ValueError("each key is 32 bytes in base64; `python -m bot key` makes one") from None
        return keys

    @field_validator("telegram_bot_token")
    @classmethod
    def _is_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not re.fullmatch(r"\d+:\S+", token.get_secret_value()):
            raise ValueError("a token of BotFather looks like 123456:ABC...")
        return token

    @field_validator("moderators_chat_id")
    @classmethod
    def _are_chats(cls, chats: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"-?\d{1,16}", chat) for chat in chats):
            raise ValueError("a chat id is a number such as -1001234567890, several are divided by commas")
        return chats

    @field_validator("leads")
    @classmethod
    def _are_people(cls, leads: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"[1-9]\d{0,15}", lead) for lead in leads):
            raise ValueError(
                "a person's Telegram id is a number such as 123456789, several are divided by commas"
            )
        return leads

    @field_validator(*KEEPS)
    @classmethod
    def _is_within(cls, days: int, info: ValidationInfo) -> int:
        least, most = KEEPS[str(info.field_name)]
        if not least <= days <= most:
            raise ValueError(
                f"is from {least} to {most} days: it can be shortened, not lengthened or switched off"
            )
        return days

    @field_validator("public_url", "telegram_api_url", "viber_api_url")
    @classmethod
    def _is_url(cls, url: str) -> str:
        if url and not re.match(r"https?://[^\s/]+", url):
            raise ValueError("an address begins with https://")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _has_async_driver(cls, url: str) -> str:
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+asyncpg://" + url.partition("://")[2]
        if not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")) or ":memory:" in url:
            raise ValueError("begins with sqlite+aiosqlite:/// (a file) or postgresql+asyncpg://")
        try:
            _port = urlsplit(url).port  # read only to see that it can be
        except ValueError:
            raise ValueError("is not user:password@host:port/database, each percent-encoded") from None
        return url

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        webhook = self.telegram_bot_token is not None and self.telegram_mode == "webhook"
        if webhook and not (self.public_url and self.telegram_webhook_secret):
            raise ValueError("TELEGRAM_MODE=webhook needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET")
        secret = self.telegram_webhook_secret
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("TELEGRAM_WEBHOOK_SECRET may hold A-Z a-z 0-9 _ - only")
        if self.viber_auth_token is not None and not self.public_url:
            raise ValueError("VIBER_AUTH_TOKEN needs PUBLIC_URL: Viber has to call us")
        if (self.telegram_bot_token or self.viber_auth_token) and not self.data_keys:
            raise ValueError(
                "DATA_KEYS is missing: `python -m bot key` makes one; keep a copy in a safe place"
            )
        return self

    @property
    def backups(self) -> Path | None:
        """The folder of the backups: the one that is set, else beside SQLite's file; None when there is none."""
        if self.backup_folder:
            return None if self.backup_folder == OFF else Path(self.backup_folder)
        is_file = self.database_url.startswith("sqlite")
        return Path(self.database_url.partition(":///")[2]).parent / "backups" if is_file else None

    @property
    def kept(self) -> Kept:
        """How long what is over is kept."""
        return Kept(self.keep_closed_days * DAY, self.keep_letters_days * DAY, self.keep_away_days * DAY)

    @property
    def has_messenger(self) -> bool:
        """Whether any messenger is on; without one, `run` starts the sandbox."""
        return self.telegram_bot_token is not None or self.viber_auth_token is not None


def read_settings() -> Settings:
    """Read the settings; raise BadSettings with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(problem) for problem in error.errors())) from None


def _sentence(problem: object) -> str:
    assert isinstance(problem, dict)
    name = "_".join(str(part) for part in problem["loc"][:1]).upper()
    said = str(problem["msg"]).removeprefix("Value error, ")
    return f"{name}: {said}" if name else said
