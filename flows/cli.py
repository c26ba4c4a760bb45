"""The command `huizong`.

Exit codes: 0 fine; 1 done, but something needs attention; 2 could not run. What a command
needs is imported inside it: `inspect` must start fast, and only `run` knows Prefect.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.storage.address import refuse_address
from tasks.errors import HuizongError
from tasks.profile.kinds import Kind

app = typer.Typer(
    name="huizong",
    help="把各部门报送的 Word 报告汇总成数据表和全区报告。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

IMPOSSIBLE = 2
"""Exit code of a run that could not be done, as of a command given wrongly."""


class Style(StrEnum):
    """How `inspect` prints."""

    JSON = "json"
    TABLE = "table"


Root = Annotated[Path, typer.Argument(metavar="[WORKSPACE]", help="工作区目录")]
Place = Annotated[
    str, typer.Argument(metavar="[WORKSPACE]", help="工作区目录，或存储地址，如 s3://存储桶/目录")
]
State = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="工作区在存储上时，本机的工作副本放在哪里（HUIZONG_STATE）"),
]
Workers = Annotated[int | None, typer.Option(min=1, max=64, help="并行进程数")]


@app.command()
def run(
    workspace: Place = ".",
    *,
    state: State = None,
    direct: Annotated[bool, typer.Option("--direct", help="不经 Prefect 直接运行")] = False,
    workers: Workers = None,
    run_name: Annotated[str | None, typer.Option(help="本次运行的名称，默认为当前时间")] = None,
    cluster: Annotated[
        str, typer.Option(help="由 Dask 集群读取报告：调度进程地址，如 tcp://10.0.0.8:8786")
    ] = "",
) -> None:
    """汇总 inbox 中的报告，结果写入 outbox。"""
    from flows.running import order_run, run_order

    if direct and cluster:
        raise typer.BadParameter("--direct 与 --cluster 不能同时使用。")
    _keep_in(state)
    name = run_name or time.strftime("%Y%m%d-%H%M%S")
    order = order_run(workspace, name, _now(), workers, cluster)
    raise typer.Exit(run_order(order, direct=direct))


@app.command()
def serve(
    workspace: Place = ".",
    *,
    state: State = None,
    api: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar="PREFECT_API_URL",
            help="使用已有的 Prefect 服务，如 http://10.0.0.5:4200/api；不指定则自带一个",
        ),
    ] = None,
) -> None:
    """自动运行：按时间表、并在新文件放入 inbox 后汇总，直到停止。"""
    from flows.serve import serve_workspace

    _keep_in(state)
    raise typer.Exit(serve_workspace(workspace, api))


@app.command()
def inspect(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Word 报告文件")],
    *,
    style: Annotated[Style, typer.Option("--format", help="输出形式")] = Style.TABLE,
    workers: Workers = None,
) -> None:
    """查看一份或多份报告读出了什么。"""
    from flows.inspection import as_line, inspect_files
    from flows.settings import default_workers

    for file in files:
        refuse_address(Path(file))
    rejected = False
    for record in inspect_files(files, workers=workers or default_workers()):
        if style is Style.JSON:
            typer.echo(as_line(record))
        else:
            from flows.inspection_table import show_record

            show_record(record)
        rejected |= record["status"] != "ok"
    raise typer.Exit(int(rejected))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新工作区目录")],
    *,
    district: Annotated[str, typer.Option(help="区（县、市）名称，如 榕城区")],
    superior: Annotated[str, typer.Option(help="上级市名称，如 揭阳市")] = "",
    year: Annotated[int, typer.Option(help="报告年度，如 2023")],
    kind: Annotated[Kind, typer.Option(help="报告种类")] = Kind.RULE_OF_LAW,
) -> None:
    """建立一个新的工作区。"""
    from tasks.delivery.layout.template import standard_template
    from tasks.profile.workspace import create_workspace

    refuse_address(folder)
    written = create_workspace(
        folder,
        district=district,
        superior=superior,
        year=year,
        kind=kind,
        template=standard_template(),
        warn=typer.echo,
    )
    typer.echo(f"工作区已建立：{folder}")
    for path in written:
        typer.echo(f"  · {path}")
    typer.echo(
        "下一步：在 profile/roster.csv 中填写部门名册，把报告放入 inbox，再运行 huizong run。"
    )


@app.command()
def doctor(workspace: Place = ".", *, state: State = None) -> None:
    """检查运行环境和工作区配置。"""
    from flows.doctor import examine_surroundings, show_findings

    _keep_in(state)
    findings = examine_surroundings(workspace)
    raise typer.Exit(show_findings(findings))


Here = Annotated[Path, typer.Option("--workspace", metavar="WORKSPACE", help="工作区目录")]
There = Annotated[
    str, typer.Option("--workspace", metavar="WORKSPACE", help="工作区目录，或存储地址")
]


@app.command()
def corrections(
    words: Annotated[
        list[str], typer.Argument(metavar="汇总表.xlsx|list|undo 编号…", help="要做什么")
    ],
    *,
    workspace: There = ".",
    state: State = None,
) -> None:
    """采用汇总表中填写的复核意见，列出更正，或撤销更正。"""
    from flows.correcting import run_corrections

    _keep_in(state)
    raise typer.Exit(run_corrections(words, workspace, entered=_now()))


@app.command()
def history(
    indicator: Annotated[str, typer.Argument(metavar="指标", help="口径表中的指标名称")],
    *,
    workspace: There = ".",
    state: State = None,
) -> None:
    """查看一个指标历年、历次的合计和各部门的变动。"""
    from flows.recounting import show_history

    _keep_in(state)
    raise typer.Exit(show_history(workspace, indicator))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="前一次", help="运行名称，默认倒数第二次")] = "",
    after: Annotated[str, typer.Argument(metavar="后一次", help="运行名称，默认最近一次")] = "",
    *,
    workspace: There = ".",
    state: State = None,
) -> None:
    """比较两次运行：谁重新报送了，哪些数据和合计变了。"""
    from flows.recounting import show_difference

    _keep_in(state)
    raise typer.Exit(show_difference(workspace, before, after))


@app.command()
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT.docx", help="修改后的汇总稿")],
    workspace: Root = Path(),
    *,
    restore: Annotated[
        bool, typer.Option("--restore", help="把 profile/report.docx 恢复为标准版式")
    ] = False,
) -> None:
    """核对修改后的汇总稿：改动的数字、已变化的来源、版式。"""
    from flows.verifying import verify_file

    refuse_address(report)
    raise typer.Exit(verify_file(report, workspace, restore=restore))


@app.command("roll-up")
def roll_up(
    runs: Annotated[list[Path], typer.Argument(metavar="运行目录…", help="各地区已发布的运行目录")],
    *,
    workspace: Here = Path(),
    run_name: Annotated[str | None, typer.Option(help="本次运行的名称，默认为当前时间")] = None,
) -> None:
    """把各地区的运行结果汇成上级的合计，每个数都能追到原句。"""
    from flows import rolling_up

    for folder in runs:
        refuse_address(folder)
    name = run_name or time.strftime("%Y%m%d-%H%M%S")
    raise typer.Exit(rolling_up.roll_up(workspace, runs, run=name))


def main() -> None:
    """Run the command; every error becomes a Chinese message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    if not sys.argv[1:] or "--help" in sys.argv:  # nothing else shows what the library says
        from flows.usage import speak_chinese

        speak_chinese()
    try:
        sys.exit(app(standalone_mode=False))
    except HuizongError as error:
        _fail(str(error), error.remedy)
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("已中止。", err=True)
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a message and exit code 2
        _tell(error)
        sys.exit(IMPOSSIBLE)


def _tell(error: Exception) -> None:
    """Say what is wrong with the command, or, of an error of ours, where it was."""
    from flows.usage import usage_words

    words = usage_words(error)
    if words is None:
        typer.echo("程序内部错误，请将以下信息交技术人员：", err=True)
        traceback.print_exception(error)
    elif type(error).__name__ != "NoArgsIsHelpError":  # the help is on the screen already
        _fail(*words)


def _fail(message: str, remedy: str) -> None:
    typer.echo(f"未能完成：{message}", err=True)
    typer.echo(f"处理办法：{remedy}" if remedy else "", err=True)


def _keep_in(state: Path | None) -> None:
    """Keep working copies there, in this process and those it starts."""
    if state is not None:
        from flows.settings import STATE

        os.environ[STATE] = str(state.absolute())


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")


if __name__ == "__main__":
    main()
