"""A mail server as a program: PORT MODE-FILE TAKEN-FILE. Notes Message-ID and mode of each mail it takes.

The mode is read anew for each mail: `silent` does not greet, `deaf` takes the mail and never says so, `busy` puts off
one mail in twenty (451), by fixed draws.
"""

import asyncio
import random
import sys
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP

PUT_OFF = 0.05


class Taker:
    """Writes down what it took."""

    def __init__(self, mode: Path, taken: Path) -> None:
        self.mode = mode
        self.taken = taken
        self.draws = random.Random(1)

    async def handle_DATA(self, server, session, envelope):
        """Takes the mail; a deaf server then leaves the sender without an answer for good."""
        mode = self.mode.read_text() or "well"
        if mode == "busy" and self.draws.random() < PUT_OFF:
            with self.taken.with_suffix(".put-off").open("a") as file:
                file.write("451\n")
            return "451 Try again later"
        with self.taken.open("a") as file:
            file.write(f"{message_from_bytes(envelope.content)['Message-ID']} {mode}\n")
        if mode == "deaf":
            await asyncio.sleep(3600)
        return "250 OK"


class SometimesSilent(SMTP):
    """Leaves new connections without a greeting while it is told to be silent."""

    async def _handle_client(self):
        while self.event_handler.mode.read_text() == "silent":
            await asyncio.sleep(0.2)
        await super()._handle_client()


async def main(port: str, mode: str, taken: str) -> None:
    """Serves until it is killed."""
    handler = Taker(Path(mode), Path(taken))
    server = await asyncio.get_running_loop().create_server(lambda: SometimesSilent(handler), "127.0.0.1", int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
