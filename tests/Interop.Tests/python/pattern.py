"""Payloads whose content depends on their size and position, so that a misplaced byte shows."""


def body(size):
    cycle = bytes((index * 31 + size) & 0xFF for index in range(256))
    return (cycle * (size // 256 + 1))[:size]
