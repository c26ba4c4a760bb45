"""A command written wrongly is told so in Chinese, with the way to its help."""

from __future__ import annotations

import pytest

from flows.cli import app
from flows.usage import usage_words


@pytest.mark.parametrize(
    ("command", "sentence", "remedy"),
    [
        ("run --bogus", "没有选项 --bogus。", "写法见 huizong run --help。"),
        ("汇总", "没有命令 汇总。", "写法见 huizong --help。"),
        ("run --workers 0", "选项 --workers 的内容不可用。", "写法见 huizong run --help。"),
        ("run --workers", "选项 --workers 后面要写内容。", "写法见 huizong --help。"),
        ("run 甲 乙 丙", "多了内容：乙 丙。", "写法见 huizong run --help。"),
        ("verify", "少了参数 REPORT.docx。", "写法见 huizong verify --help。"),
        ("init 榕城", "少了选项 --district。", "写法见 huizong init --help。"),
        (
            "run --direct --cluster tcp://a:1",
            "--direct 与 --cluster 不能同时使用。",
            "写法见 huizong run --help。",
        ),
    ],
)
def test_what_is_said_of_a_wrong_command(command: str, sentence: str, remedy: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the library's own errors are private
        app(command.split(), prog_name="huizong", standalone_mode=False)
    assert usage_words(caught.value) == (sentence, remedy)


def test_other_errors_are_not_the_commands() -> None:
    assert usage_words(ValueError("No such option: --bogus")) is None
