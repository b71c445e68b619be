import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notices', '0001_initial'),
        ('notices', '0002_calendar_addresses'),
    ]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preferences',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(choices=[('daily', 'every day'), ('weekly', 'once a week'), ('off', 'never')], default='daily', max_length=10, verbose_name='digest by e-mail')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], default=0, verbose_name='day of the weekly digest')),
                ('quiet_from', models.TimeField(default=datetime.time(18, 0), verbose_name='quiet from')),
                ('quiet_until', models.TimeField(default=datetime.time(8, 0), verbose_name='quiet until')),
                ('working_days_only', models.BooleanField(default=True, verbose_name='on working days only')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'preferences',
            },
        ),
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(blank=True, max_length=60)),
                ('seed', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_addresses', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['scope', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person', 'scope'), name='one_calendar_of_a_scope')],
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('daily', 'every day'), ('weekly', 'once a week'), ('off', 'never')], max_length=10)),
                ('first', models.DateField()),
                ('state', models.CharField(choices=[('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Not delivered')], default='sending', max_length=10)),
                ('notices', models.PositiveIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=1)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'rhythm', 'first'), name='one_digest_a_span')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('overdue', 'Overdue'), ('instructed', 'Required by a leader'), ('returned', 'Returned to you'), ('plan_returned', 'Plan returned'), ('nudged', 'Asked for again'), ('waiting', 'Waiting for you'), ('delegated', 'Handed to you'), ('due', 'Due soon'), ('extension_granted', 'Extension granted'), ('extension_refused', 'Extension refused'), ('plan_accepted', 'Plan accepted'), ('passages_taken', 'Taken into a bulletin above'), ('passages_declined', 'Not taken into a bulletin above')], max_length=20, verbose_name='kind')),
                ('key', models.CharField(max_length=120)),
                ('text', models.CharField(max_length=300)),
                ('values', models.JSONField(default=dict)),
                ('about', models.CharField(blank=True, max_length=100)),
                ('link', models.JSONField(default=list)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['person', '-at', '-id'], name='notices_of_a_person'), models.Index(condition=models.Q(('read_at', None), ('settled_at', None)), fields=['person'], name='unread_notices'), models.Index(condition=models.Q(('settled_at', None)), fields=['key'], name='open_notices_by_key')],
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='told_once_of_a_matter')],
            },
        ),
    ]
