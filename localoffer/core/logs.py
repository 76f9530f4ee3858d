"""Logs that hold no visitor."""

import logging
import re

QUERY = re.compile(r"\?[^\s'\"]*")
IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b")


class WithoutVisitors(logging.Filter):
    """Cut queries out of addresses and the last part out of network addresses; drop the request and its variables."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = IPV4.sub(r"\1.x", QUERY.sub("?…", record.getMessage()))
        record.msg, record.args = message.replace("\r", "\\r").replace("\n", "\\n") if not record.exc_info else message, ()
        for name in ("request", "status_code"):
            record.__dict__.pop(name, None)
        return True
