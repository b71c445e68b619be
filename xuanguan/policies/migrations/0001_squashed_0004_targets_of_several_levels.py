import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('policies', '0001_initial'),
        ('policies', '0002_what_the_files_say'),
        ('policies', '0003_numbers_in_english'),
        ('policies', '0004_targets_of_several_levels'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('title_zh', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('short_zh', models.CharField(blank=True, max_length=60, verbose_name='short title')),
                ('short_en', models.CharField(blank=True, max_length=60, verbose_name='short title in English')),
                ('aliases', models.JSONField(blank=True, default=list)),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='issued by')),
                ('issuer_en', models.CharField(blank=True, max_length=200, verbose_name='issuer in English')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='document number')),
            ],
            options={
                'verbose_name_plural': 'policies',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='TargetCascade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=200, unique=True, verbose_name='indicator')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=60, verbose_name='version')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='date of issue')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_force', 'In force'), ('replaced', 'Replaced')], default='in_force', max_length=10, verbose_name='state')),
                ('is_complete', models.BooleanField(default=True, verbose_name='complete text')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('sources', models.JSONField(blank=True, default=list, verbose_name='sources')),
                ('baselines', models.JSONField(blank=True, default=list, verbose_name='baselines')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='policies.policy')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('policy', 'label'), name='version_label_once')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('order', models.PositiveIntegerField()),
                ('depth', models.PositiveSmallIntegerField(default=0)),
                ('number', models.CharField(blank=True, help_text='As printed: 三、 or (二)', max_length=30, verbose_name='number')),
                ('number_en', models.CharField(blank=True, max_length=30, verbose_name='number in English')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                ('heading_en', models.CharField(blank=True, max_length=300, verbose_name='heading in English')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('text_en', models.TextField(blank=True, verbose_name='text in English')),
                ('certainty', models.CharField(choices=[('confirmed', 'Confirmed'), ('name_confirmed', 'Name confirmed, number not'), ('content_confirmed', 'Content confirmed, heading not'), ('missing', 'Missing')], default='confirmed', max_length=20, verbose_name='checked')),
                ('place_is_judged', models.BooleanField(default=False, verbose_name='place judged by content')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, verbose_name='note in English')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='policies.clause')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='policies.policyversion')),
            ],
            options={
                'ordering': ['version', 'order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='clause_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='category')),
                ('category_en', models.CharField(blank=True, max_length=60, verbose_name='category in English')),
                ('indicator', models.CharField(max_length=200, verbose_name='indicator')),
                ('indicator_en', models.CharField(blank=True, max_length=200, verbose_name='indicator in English')),
                ('value', models.CharField(max_length=120, verbose_name='target')),
                ('value_en', models.CharField(blank=True, max_length=120, verbose_name='target in English')),
                ('relation', models.CharField(choices=[('more_than', 'more than'), ('at_least', 'no less than'), ('equal', 'equal to'), ('at_most', 'no more than'), ('qualitative', 'in words')], default='qualitative', max_length=12, verbose_name='relation')),
                ('number', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True, verbose_name='number')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='unit of measure')),
                ('certainty', models.CharField(choices=[('confirmed', 'Confirmed'), ('name_confirmed', 'Name confirmed, number not'), ('content_confirmed', 'Content confirmed, heading not'), ('missing', 'Missing')], default='confirmed', max_length=20, verbose_name='checked')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('clause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='targets', to='policies.clause')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='policies.policyversion')),
            ],
            options={
                'ordering': ['version', 'id'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='target_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Crosswalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_on_by', to='policies.clause')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carries_on', to='policies.clause')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'target'), name='crosswalk_once')],
            },
        ),
        migrations.CreateModel(
            name='CascadeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('level', models.SmallIntegerField(choices=[(0, 'Nation'), (1, 'Province'), (2, 'Prefecture'), (3, 'County'), (4, 'Town')], verbose_name='level')),
                ('division_code', models.CharField(max_length=12, verbose_name='division code')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('number', models.DecimalField(decimal_places=4, max_digits=16, verbose_name='number')),
                ('relation', models.CharField(choices=[('more_than', 'more than'), ('at_least', 'no less than'), ('equal', 'equal to'), ('at_most', 'no more than'), ('qualitative', 'in words')], max_length=12, verbose_name='relation')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cascade_rows', to='policies.target')),
                ('cascade', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='policies.targetcascade')),
            ],
            options={
                'ordering': ['cascade', 'order'],
                'constraints': [models.UniqueConstraint(fields=('cascade', 'division_code', 'year', 'source'), name='cascade_row_once')],
            },
        ),
    ]
