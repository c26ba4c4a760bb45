"""A workspace on shared storage: brought here, run here, published there.

    s3://… smb://… file://…                          a working copy on this computer
    profile/ inbox/        ─ only what changed ─►    profile/ inbox/
                                                          │ a run as ever
    outbox/<year>/<run>    ◄─ whole, manifest last ─ outbox/<year>/<run>
    outbox/<year>/最新      ◄─ last of all

What is put upon the storage lies below `outbox/` and `.huizong/`; inbox and profile are
only ever read.
"""
