"""For tests of what a stranger runs: the portal as a place, and hands that reach below the guards."""

from django.db import connection

from mingzhi.portal.stranger.asking import Place, Unanswered


class Here(Place):
    """The portal of the test, asked through the test client."""

    def __init__(self, client) -> None:
        super().__init__("http://testserver")
        self.client = client
        self.asked = []

    def get(self, path: str) -> bytes | None:
        self.asked.append(path)
        answer = self.client.get(path)
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            raise Unanswered(f"{path}: {answer.status_code}")
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    def save(self, path: str, target) -> None:
        content = self.get(path)
        if content is None:
            raise Unanswered(f"{path}: 404")
        target.write_bytes(content)


def below_the_guards(statement: str, values: tuple[object, ...] = ()) -> int:
    """Change rows as somebody with the database in hand would; the guards of the table are taken away."""
    table = statement.replace("DELETE FROM", "UPDATE").split()[1]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement, values)
        return cursor.rowcount
