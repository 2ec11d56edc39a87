"""PyPI ``telemelya`` with what it needs: a Redis and an S3 that live in memory.

Run as ``python -m tests.bot.telegram.others.telemelya_stack PORT REDIS_PORT S3_PORT KEY``.
"""

from __future__ import annotations

import os
import sys
from threading import Thread


def main(port: int, redis_port: int, s3_port: int, key: str) -> None:
    """Serve until killed, on 127.0.0.1 alone."""
    from fakeredis import TcpFakeServer
    from moto.server import ThreadedMotoServer

    redis = TcpFakeServer(("127.0.0.1", redis_port), server_type="redis")
    Thread(target=redis.serve_forever, daemon=True).start()
    ThreadedMotoServer(ip_address="127.0.0.1", port=s3_port, verbose=False).start()
    os.environ |= {
        # It binds every address otherwise.
        "MOCK_SERVER_HOST": "127.0.0.1",
        "MOCK_SERVER_PORT": str(port),
        "MOCK_SERVER_URL": f"http://127.0.0.1:{port}",
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
        "MINIO_ENDPOINT": f"127.0.0.1:{s3_port}",
        "AUTH_KEYS": key,
    }
    from telemelya.server.app import main as serve

    serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
