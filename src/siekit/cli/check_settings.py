"""What a check is asked for: by the options, else by the configuration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from siekit.exceptions import UsageError
from siekit.lint.baseline import Baseline, read_baseline
from siekit.lint.codes import known_codes, parted
from siekit.lint.config import Config, find, load
from siekit.lint.receivers import check_names
from siekit.lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options about what is checked, as they were typed."""

    select: Sequence[str]
    ignore: Sequence[str]
    target: Sequence[str]
    strict: bool
    baseline: str | None
    config: str | None
    no_config: bool

    def configuration(self) -> Config:
        """The configuration that is named, else the nearest one, else an empty one."""
        if self.no_config:
            return Config()
        if self.config is None:
            nearest = find(Path.cwd())
            return load(nearest) if nearest else Config()
        path = Path(self.config)
        if not path.is_file():
            message = f"{path}: there is no such configuration. Check the name after --config."
            raise UsageError(message)
        return load(path)

    def settings(self, config: Config) -> Settings:
        """What the run is asked for: an option says more than the configuration."""
        return Settings(
            select=known_codes(parted(self.select), "--select") or config.select,
            ignore=known_codes(parted(self.ignore), "--ignore") or config.ignore,
            targets=check_names(parted(self.target)) or config.targets,
            strict=self.strict or config.strict,
            severities=config.severities,
            cost_centre_accounts=config.cost_centre_accounts,
        )

    def known(self, config: Config) -> Baseline | None:
        """The baseline that is named, else the one of the configuration."""
        path = Path(self.baseline) if self.baseline else config.baseline
        return read_baseline(path) if path else None
