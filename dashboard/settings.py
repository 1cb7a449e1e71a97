"""Settings from the environment, read once."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field can be set by an environment variable of the same name with NEEDS_ before."""

    model_config = SettingsConfigDict(env_prefix="NEEDS_", env_ignore_empty=True)

    data_dir: Path = Field(PROJECT / "data", description="sources: figures and metadata")
    compiled_dir: Path = Field(
        PROJECT / "data" / "compiled", description="where the compiled dataset lies"
    )
    host: str = Field("127.0.0.1", description="address that python app.py listens on")
    port: int = Field(8050, description="port that python app.py listens on")
    debug: bool = Field(False, description="Dash debug mode; never on a shared server")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
