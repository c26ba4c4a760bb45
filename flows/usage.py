"""What is said, in Chinese, when a command is written wrongly, and in its help.

The command-line library says it in English; here its errors are told by their kind.
"""

from __future__ import annotations

import re
from typing import Final

# Each row: the kind of error, what the library's message is like, what is said. The project's
# own messages are Chinese already.
_SAID: Final = (
    ("MissingParameter", r"", "少了{name}。"),
    ("NoSuchOption", r"", "没有选项 {name}。"),
    ("BadOptionUsage", r"requires an argument", "选项 {name} 后面要写内容。"),
    ("BadOptionUsage", r"", "选项 {name} 的写法不对。"),
    ("BadParameter", r"^(?!Value error|Input |Invalid|')(.*[一-龥].*)", "{found}"),
    ("BadParameter", r"", "{name} 的内容不可用。"),
    ("UsageError", r"^No such command '(.*)'", "没有命令 {found}。"),
    ("UsageError", r"extra argument.* \((.*)\)$", "多了内容：{found}。"),
)
_OTHERWISE: Final = "命令的写法不对。"


def usage_words(error: Exception) -> tuple[str, str] | None:
    """Return what is wrong with the command and how to find its form; None for other errors."""
    kinds = [kind.__name__ for kind in type(error).__mro__]
    if "UsageError" not in kinds:
        return None
    message = str(getattr(error, "message", ""))
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "") or "huizong"
    return _sentence(kinds[0], message, _name(error)), f"写法见 {command} --help。"


def _sentence(kind: str, message: str, name: str) -> str:
    for row, pattern, sentence in _SAID:
        found = re.search(pattern, message)
        if row == kind and found:
            words = next(filter(None, found.groups()), "")
            return sentence.format(name=name, found=words)
    return _OTHERWISE


def _name(error: Exception) -> str:
    """Return the option as it is written, or the argument as the help calls it."""
    option = getattr(error, "option_name", None)
    if option:
        return str(option)
    param = getattr(error, "param", None)
    if param is None:
        return ""
    if getattr(param, "param_type_name", "") == "option":
        return f"选项 {param.opts[0]}"
    return f"参数 {param.metavar or param.name}"


def speak_chinese() -> None:
    """Give the help's headings and marks in Chinese."""
    from typer import rich_utils  # noqa: PLC0415 - takes a quarter of a command's start

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.ENVVAR_STRING = "[环境变量：{}]"
