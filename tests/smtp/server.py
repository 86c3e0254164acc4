"""A mail server for tests: keeps every mail it takes as one JSON line, and refuses, delays and hangs as it is told.

Usage: server.py SETTINGS.json, with
  store      the file that mails are appended to
  refuse     addresses that are answered with 550
  defer      addresses that are answered with 451 the first time, and taken from then on
  hang       addresses at which the server says nothing any more, for as long as `hang_seconds`
  drop       addresses for which the mail is taken, but the connection is closed before the answer
  cert, key  PEM files: then STARTTLS is offered and required
Prints `PORT n` once it listens on 127.0.0.1, and goes on until its standard input is closed.
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP


class Keeper:
    def __init__(self, settings):
        self.settings = settings
        self.seen = set()

    def told(self, what, address):
        return address.lower() in (known.lower() for known in self.settings.get(what, []))

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.told("hang", address):
            await asyncio.sleep(self.settings.get("hang_seconds", 3600))
        if self.told("refuse", address):
            return "550 5.1.1 no such mailbox"
        if self.told("defer", address) and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        with open(self.settings["store"], "a", encoding="utf-8") as store:
            store.write(
                json.dumps(
                    {
                        "from": envelope.mail_from,
                        "to": envelope.rcpt_tos,
                        "tls": session.ssl is not None,
                        "raw": envelope.content.decode("utf-8", "surrogateescape"),
                    }
                )
                + "\n"
            )
        if any(self.told("drop", address) for address in envelope.rcpt_tos):
            server.transport.abort()
        return "250 OK"


async def serve(settings):
    tls = {}
    if settings.get("cert"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings["cert"], settings["key"])
        tls = {"tls_context": context, "require_starttls": True}
    keeper = Keeper(settings)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, hostname="localhost", loop=loop, **tls), "127.0.0.1", 0)
    print("PORT", server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    asyncio.run(serve(settings))


main()
