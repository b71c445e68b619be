"""Django's own commands, for those who develop: `xuanguan manage makemigrations`."""
import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Django's management commands (migrate, makemigrations, shell, …)."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["xuanguan manage", *arguments])
