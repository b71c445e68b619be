import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('bulletins', '0001_initial'),
        ('bulletins', '0002_more_statements'),
        ('bulletins', '0003_drafts_and_editions'),
        ('bulletins', '0004_checks'),
    ]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('activities', '0001_squashed_0006_verified_in_whose_place'),
        ('campaigns', '0001_squashed_0006_what_is_expected_and_what_becomes_of_it'),
        ('organisations', '0001_squashed_0002_tree_day_and_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('published', models.DateField(verbose_name='date of the bulletin')),
                ('file', models.FileField(blank=True, upload_to='bulletins/%Y/%m')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('source_text', models.TextField()),
                ('clean_text', models.TextField()),
                ('reading', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('read', 'To be gone through'), ('done', 'Gone through'), ('withdrawn', 'Withdrawn')], default='read', max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='campaigns.campaign', verbose_name='campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='organisations.unit', verbose_name='issued by')),
            ],
            options={
                'ordering': ['-published', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PointsInForce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.CharField(max_length=40, verbose_name='rules')),
                ('channel', models.CharField(max_length=60, verbose_name='publication')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='adoption_points', to='campaigns.campaign')),
            ],
            options={
                'verbose_name_plural': 'points in force',
            },
        ),
        migrations.CreateModel(
            name='SavedOutline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('document', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_outlines', to='campaigns.campaign', verbose_name='campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_outlines', to='organisations.unit', verbose_name='unit')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit', 'name'), name='outline_name_once', violation_error_message='There is an outline of this name already.')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('confidence', models.FloatField(default=0)),
                ('data', models.JSONField()),
                ('decided', models.JSONField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('changed', 'Changed and accepted'), ('rejected', 'Rejected')], default='open', max_length=10)),
                ('at', models.DateTimeField(blank=True, null=True)),
                ('activities', models.ManyToManyField(blank=True, related_name='claims', to='activities.activity')),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='bulletins.bulletin')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('more_statements', models.ManyToManyField(blank=True, related_name='further_claims', to='activities.statement')),
                ('remark', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='activities.remark')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='activities.statement')),
            ],
            options={
                'ordering': ['bulletin', 'number'],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'number'), name='claim_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='to')),
                ('outline', models.CharField(max_length=80, verbose_name='outline')),
                ('language', models.CharField(default='zh', max_length=10, verbose_name='language')),
                ('document', models.JSONField()),
                ('number', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('writing', 'Being written'), ('issued', 'Issued'), ('deleted', 'Deleted')], default='writing', max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField()),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begun by')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='campaigns.campaign', verbose_name='campaign')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='organisations.unit', verbose_name='unit')),
            ],
            options={
                'ordering': ['-changed_at', '-id'],
                'indexes': [models.Index(fields=['campaign', 'state', '-changed_at'], name='bulletins_d_campaig_e6d34d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='draft_period_in_order', violation_error_message='The first day must not lie after the last day.')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('document_number', models.CharField(blank=True, max_length=80, verbose_name='document number')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='to')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('issued_on', models.DateField(verbose_name='date of issue')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('generation', models.CharField(max_length=60)),
                ('package', models.JSONField()),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued in the name of the unit by')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='campaigns.campaign', verbose_name='campaign')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='bulletins.draft')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='organisations.unit', verbose_name='issued by')),
            ],
            options={
                'ordering': ['-issued_on', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('document_number', ''), _negated=True), fields=('unit', 'document_number'), name='document_number_once', violation_error_message='The unit has issued a document of this number already.')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('document', models.JSONField()),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('aside', models.BooleanField(default=False)),
                ('begun_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='bulletins.draft')),
            ],
            options={
                'ordering': ['draft', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('first', models.DateField(verbose_name='from')),
                ('last', models.DateField(verbose_name='to')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('generation', models.CharField(max_length=60)),
                ('sha256', models.CharField(max_length=64)),
                ('result', models.JSONField()),
                ('claims', models.PositiveIntegerField(verbose_name='claims')),
                ('to_look_at', models.PositiveIntegerField(verbose_name='to look at')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('bulletin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='checks', to='bulletins.bulletin')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='campaigns.campaign', verbose_name='campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='organisations.unit', verbose_name='unit')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='checks', to='bulletins.draft')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['campaign', '-at'], name='bulletins_c_campaig_e30d1f_idx')],
            },
        ),
        migrations.CreateModel(
            name='EditionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('json', 'JSON'), ('html', 'HTML'), ('docx', 'docx'), ('pdf', 'PDF'), ('text', 'Plain text')], max_length=10)),
                ('file', models.FileField(upload_to='editions/%Y/%m')),
                ('sha256', models.CharField(max_length=64)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='bulletins.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'form'), name='edition_form_once')],
            },
        ),
        migrations.CreateModel(
            name='Erratum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('changes', models.JSONField(default=list)),
                ('correction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erratum', to='bulletins.edition', verbose_name='correction')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='errata', to='bulletins.edition', verbose_name='corrected edition')),
            ],
            options={
                'verbose_name_plural': 'errata',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('sent', 'Submitted'), ('taken', 'Taken'), ('declined', 'Not taken')], default='sent', max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='bulletins.edition')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions_here', to='organisations.unit', verbose_name='submitted to')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'to'), name='submitted_to_a_unit_once', violation_error_message='It was submitted to this unit already.')],
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paragraph', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('taken_as', models.CharField(max_length=40)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('printed_text', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adoptions', to='bulletins.draft')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='bulletins.edition')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='bulletins.submission')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('draft', 'taken_as'), name='adopted_as_one_paragraph')],
            },
        ),
        migrations.AddField(
            model_name='draft',
            name='corrects',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correcting_drafts', to='bulletins.edition', verbose_name='corrects'),
        ),
    ]
