"""`xuanguan`: the shell's front door. Each command lives in the file of its noun and is loaded when it is asked for."""
import importlib
import os
import sys

import click

COMMANDS = {
    "serve": "xuanguan.cli.serving",
    "demo": "xuanguan.cli.demo",
    "read": "xuanguan.cli.reading",
    "compose": "xuanguan.cli.composing",
    "check": "xuanguan.cli.checking",
    "verify-edition": "xuanguan.cli.editions",
    "figures": "xuanguan.cli.figures",
    "synth": "xuanguan.cli.synth",
    "import": "xuanguan.cli.importing",
    "export": "xuanguan.cli.exporting",
    "remind": "xuanguan.cli.reminding",
    "user": "xuanguan.cli.accounts",
    "boundaries": "xuanguan.cli.boundaries",
    "manage": "xuanguan.cli.manage",
}
# These need no database: they start at once and work on a machine where nothing is set up.
WITHOUT_DJANGO = {"read", "verify-edition", "synth"}


class House(click.Group):
    """Loads a command's file only when it is asked for, so that `xuanguan read` never starts Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in WITHOUT_DJANGO:
            start_django()
        return importlib.import_module(COMMANDS[cmd_name]).command


def start_django() -> None:
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    if not apps.ready:
        django.setup()


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.2.0", prog_name="xuanguan")
def house() -> None:
    """Xuanguan (宣贯): roll a policy out through every level, and know what really happened.

    \b
    Begin with:   xuanguan demo load && xuanguan serve --demo
    Read a text:  xuanguan read bulletin.txt
    Ask:          xuanguan figures --unit 510000 --by front,kind
    Write:        xuanguan compose --unit 510000
    """


def main() -> int:
    """Runs a command. An error that is meant for people is printed as a sentence; exit code 2."""
    try:
        house.main(standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        print("stopped", file=sys.stderr)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:  # `xuanguan … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if sentence := sentence_of(error):
            print(sentence, file=sys.stderr)
            return 2
        raise
    return 0


def sentence_of(error: Exception) -> str:
    """What a person is told of an error; empty for a mistake of ours, which keeps its traceback."""
    if type(error).__module__.startswith("xuanguan.") and hasattr(error, "sentence"):
        return str(error.sentence)
    words = str(error).strip()
    if type(error).__module__ == "django.db.utils":
        if "no such table" in words or ("relation" in words and "does not exist" in words):
            return "The database has no tables yet. Make them with “xuanguan manage migrate”, or look at the demo: “xuanguan demo load”."
        if type(error).__name__ == "OperationalError":
            return f"The database cannot be used: {words} (XUANGUAN_DATABASE names it; docs/howto/run.md says how.)"
    return ""


if __name__ == "__main__":
    sys.exit(main())
