import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('activities', '0001_initial'),
        ('activities', '0002_lists_and_replaced_statements'),
        ('activities', '0003_reviews_by_activity_and_person'),
        ('activities', '0004_words_and_hands_in_indexes'),
        ('activities', '0005_queue_from_its_index'),
        ('activities', '0006_verified_in_whose_place'),
    ]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('campaigns', '0001_squashed_0006_what_is_expected_and_what_becomes_of_it'),
        ('organisations', '0001_squashed_0002_tree_day_and_open'),
        ('policies', '0001_squashed_0004_targets_of_several_levels'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(max_length=10)),
                ('thing_id', models.BigIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='campaigns.campaign')),
                ('front', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='remarks', to='campaigns.front')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('rows', models.PositiveIntegerField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_imports', to='campaigns.campaign')),
            ],
        ),
        migrations.CreateModel(
            name='SheetMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headings', models.JSONField()),
                ('fields', models.JSONField()),
                ('at', models.DateTimeField(auto_now=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_mappings', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('levels', models.JSONField(blank=True, default=list)),
                ('measure', models.SlugField(blank=True, max_length=40, verbose_name='measure')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('about', 'about'), ('at_most', 'at most')], default='exact', max_length=10, verbose_name='qualifier')),
                ('unit_zh', models.CharField(blank=True, max_length=20, verbose_name='unit of measure')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='as written')),
                ('earliest', models.DateField(verbose_name='from')),
                ('latest', models.DateField(verbose_name='to')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Self-reported'), ('returned', 'Returned'), ('verified', 'Verified'), ('withdrawn', 'Withdrawn'), ('merged', 'Merged into another record')], default='submitted', max_length=10, verbose_name='state')),
                ('since', models.DateField()),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='campaigns.campaign')),
                ('front', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='campaigns.front', verbose_name='front')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='campaigns.activitykind', verbose_name='kind')),
                ('named', models.ManyToManyField(blank=True, related_name='named_in_statements', to='organisations.unit', verbose_name='units named')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='activities.statement')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.system', verbose_name='system')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stated_about', to='organisations.unit', verbose_name='about')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='organisations.unit', verbose_name='stated by')),
            ],
            options={
                'ordering': ['-latest', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('earliest__lte', models.F('latest'))), name='statement_window_in_order', violation_error_message='The first day must not lie after the last day.')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('audience', models.CharField(blank=True, max_length=200, verbose_name='audience')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('begins', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('earliest', models.DateField(verbose_name='not before')),
                ('latest', models.DateField(verbose_name='not after')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Self-reported'), ('returned', 'Returned'), ('verified', 'Verified'), ('withdrawn', 'Withdrawn'), ('merged', 'Merged into another record')], db_index=True, default='draft', max_length=10, verbose_name='state')),
                ('origin', models.CharField(choices=[('form', 'Form'), ('bulletin', 'Bulletin'), ('spreadsheet', 'Spreadsheet')], default='form', max_length=12, verbose_name='came from')),
                ('and_others', models.BooleanField(default=False, verbose_name='and others not named')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('number', models.PositiveIntegerField(default=1, help_text='Version: grows with every change while it counts')),
                ('since', models.DateField(blank=True, null=True)),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('once', models.CharField(blank=True, max_length=64)),
                ('also_for', models.ManyToManyField(blank=True, related_name='shared_activities', to='campaigns.campaign')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='campaigns.campaign', verbose_name='campaign')),
                ('clauses', models.ManyToManyField(blank=True, related_name='activities', to='policies.clause', verbose_name='clauses')),
                ('front', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='campaigns.front', verbose_name='front')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='campaigns.activitykind', verbose_name='kind')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='activities.activity')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to=settings.AUTH_USER_MODEL, verbose_name='reported by')),
                ('reporting_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to='organisations.unit', verbose_name='reporting unit')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verified', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='activities.sheetimport')),
            ],
            options={
                'verbose_name_plural': 'activities',
                'ordering': ['-latest', '-id'],
                'indexes': [models.Index(fields=['campaign', '-latest', '-id'], name='activities__campaig_101341_idx'), models.Index(fields=['campaign', 'state', '-latest', '-id'], name='activities__campaig_b130ed_idx'), models.Index(fields=['campaign', 'state', 'submitted_at', 'id', 'reported_by', 'reporting_unit'], name='activity_queue'), models.Index(fields=['reporting_unit', 'state'], name='activities__reporti_f22ed9_idx'), models.Index(fields=['campaign', '-latest', '-id', 'state', 'title', 'place', 'reported_by', 'reporting_unit'], name='activity_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('earliest__lte', models.F('latest'))), name='activity_window_in_order', violation_error_message='The first day must not lie after the last day.'), models.CheckConstraint(condition=models.Q(('begins', None), ('ends__gte', models.F('begins')), _connector='OR'), name='activity_lasts_forward', violation_error_message='The first day must not lie after the last day.'), models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('reported_by')), _negated=True), _connector='OR'), name='nobody_verifies_their_own', violation_error_message='Nobody verifies their own report.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), _negated=True), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='verified_by_somebody_on_a_day', violation_error_message='A verified report names who verified it.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['submitted', 'verified']), _negated=True), ('since__isnull', False), _connector='OR'), name='counted_since_a_day', violation_error_message='A submitted report has the day it was submitted.'), models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('reported_by', 'once'), name='sent_once')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('file', models.FileField(upload_to='evidence/%Y/%m')),
                ('thumbnail', models.FileField(blank=True, upload_to='thumbnails/%Y/%m')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('content_type', models.CharField(max_length=80)),
                ('size', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('activities', models.ManyToManyField(blank=True, related_name='evidence', to='activities.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'evidence',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('image', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_as', to='activities.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='activities.activity')),
            ],
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'Host'), ('co_host', 'Co-host'), ('participant', 'Took part'), ('speaker', 'Speaker'), ('partner', 'Partner')], default='host', max_length=12, verbose_name='role')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('shares', models.JSONField(blank=True, default=list)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='activities.activity')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='organisations.unit')),
            ],
            options={
                'ordering': ['activity', 'order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'unit', 'role'), name='takes_part_once_in_a_role')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('submit', 'submitted'), ('return', 'returned'), ('verify', 'verified'), ('withdraw', 'withdrew'), ('revise', 'revised')], max_length=10)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='activities.activity')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='instead of')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='on behalf of')),
            ],
            options={
                'ordering': ['activity', 'id'],
                'indexes': [models.Index(fields=['activity', 'by', 'act'], name='activities__activit_6d8c80_idx'), models.Index(fields=['by', 'act', 'activity'], name='activities__by_id_220ee9_idx')],
            },
        ),
        migrations.CreateModel(
            name='ActivityVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('since', models.DateField()),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('until', models.DateField()),
                ('image', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='activities.activity')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['activity', 'number'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='activity_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='value')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('about', 'about'), ('at_most', 'at most')], default='exact', max_length=10, verbose_name='qualifier')),
                ('unit_zh', models.CharField(blank=True, max_length=20, verbose_name='unit of measure')),
                ('text', models.CharField(blank=True, max_length=60, verbose_name='as written')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='activities.activity')),
            ],
            options={
                'ordering': ['activity', 'order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='measure_not_negative', violation_error_message='A number cannot be negative.')],
            },
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activities.activity')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activities.activity')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='told_apart_once')],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='units',
            field=models.ManyToManyField(related_name='activities', through='activities.Participation', to='organisations.unit'),
        ),
    ]
