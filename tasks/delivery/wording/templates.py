"""Render the wording's templates, the district's own before the default ones.

A template is one sentence, or a part of one, for what no report says in its own words. A
slot that is not there is a fault and never an empty place; templates run in Jinja's
sandbox, since they come from a file that anybody may have edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tasks.errors import ProfileError
from tasks.profile.kinds import Kind, kind_of, kind_text
from tasks.profile.model import Profile

FOLDER: Final = "profile/wording"

NAMES: Final = (
    "opening",
    "totals",
    "form",
    "practice",
    "showcase",
    "merged",
    "problems",
    "problem",
    "plans",
    "plan",
    "nothing",
    "absent",
)
"""The templates there are; a file of another name in the profile is a fault."""


class Wording:
    """The templates of a profile, compiled when first asked for."""

    def __init__(self, own: Mapping[str, str], kind: Kind = Kind.RULE_OF_LAW) -> None:
        """Take the district's own templates by name, without `.j2`, and whose fill the gaps.

        Raise ProfileError when one has a name that nothing asks for.
        """
        unknown = sorted(set(own) - set(NAMES))
        if unknown:
            known = "、".join(f"{name}.j2" for name in NAMES)
            raise ProfileError(
                tuple(
                    f"{FOLDER}/{name}.j2：没有这个模板。可用的模板有：{known}。" for name in unknown
                )
            )
        self._own = dict(own)
        self._kind = kind
        self._compiled: dict[str, Template] = {}
        self._sandbox = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
        )

    def say(self, name: str, **slots: object) -> str:
        """Return the template's text with the slots filled, line ends and outer space removed.

        Raise ProfileError, naming file, line and remedy, when the template cannot be filled.
        """
        try:
            text = self._template(name).render(slots)
        except TemplateSyntaxError as error:
            raise self._fault(name, f"第{error.lineno}行写法有误（{error.message}）") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise self._fault(name, f"无法生成文字（{error}）") from error
        return "".join(line.strip() for line in text.splitlines())

    def _template(self, name: str) -> Template:
        if name not in self._compiled:
            text = self._own.get(name) or kind_text(f"wording/{name}.j2", self._kind)
            self._compiled[name] = self._sandbox.from_string(text)
        return self._compiled[name]

    def _fault(self, name: str, what: str) -> ProfileError:
        hint = "请对照文件开头的说明修改；删除这个文件即恢复程序自带的写法"
        return ProfileError((f"{FOLDER}/{name}.j2：{what}。{hint}。",))


def wording(profile: Profile) -> Wording:
    """Return the profile's wording."""
    kind = kind_of(profile.district.subject) if profile.district else Kind.RULE_OF_LAW
    return Wording(dict(profile.wording), kind)
