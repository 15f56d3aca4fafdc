"""The secret of a hall of several nodes: a row of its database, made by the first and read by all."""

import secrets

from sqlalchemy import Engine, text

LENGTH = 32


def kept(engine: Engine) -> bytes:
    """The secret that the database keeps; of two nodes that come first at once both get the same."""
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO shared_secret (secret) VALUES (:new) ON CONFLICT DO NOTHING"),
                           {"new": secrets.token_bytes(LENGTH)})
        return bytes(connection.execute(text("SELECT secret FROM shared_secret")).scalar_one())
