"""Run a command without a network: `unshare -rn python -m tests.flow.cut_off COMMAND…`.

Brings loopback up in the new network namespace and checks that there is nothing else.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import sys

SET_FLAGS, UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP (linux/sockios.h, linux/if.h)


def main(command: list[str]) -> None:
    assert [name for _, name in socket.if_nameindex()] == ["lo"], "this is no namespace of our own"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sh", b"lo", UP))
    os.execvp(command[0], command)  # noqa: S606 - the command of the test


if __name__ == "__main__":
    main(sys.argv[1:])
