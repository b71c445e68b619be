import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('organisations', '0001_initial'),
        ('organisations', '0002_tree_day_and_open'),
    ]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='System',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='code')),
                ('name_zh', models.CharField(max_length=100, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
            ],
        ),
        migrations.CreateModel(
            name='TreeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('held', models.BooleanField(default=False, verbose_name='held at this day')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text="A division's is 510000, its organs' 510000-qts", max_length=40, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('division', 'Division'), ('government', 'Government'), ('party_committee', 'Party committee'), ('bureau', 'Bureau'), ('department', 'Department'), ('leading_group', 'Leading group'), ('enterprise', 'Enterprise'), ('media', 'Media'), ('school', 'School or institute'), ('hospital', 'Hospital'), ('ward', 'Ward'), ('other', 'Other')], db_index=True, max_length=20, verbose_name='kind')),
                ('level', models.SmallIntegerField(blank=True, choices=[(0, 'Nation'), (1, 'Province'), (2, 'Prefecture'), (3, 'County'), (4, 'Town')], null=True, verbose_name='level')),
                ('opened', models.DateField(blank=True, null=True, verbose_name='opened')),
                ('closed', models.DateField(blank=True, null=True, verbose_name='closed')),
                ('name_zh', models.CharField(max_length=120, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                ('short_zh', models.CharField(blank=True, max_length=60, verbose_name='short name')),
                ('sort_key', models.CharField(blank=True, db_index=True, help_text='Pinyin of the name, for sorting', max_length=200)),
                ('is_open', models.BooleanField(default=True, editable=False, verbose_name='open')),
                ('first', models.IntegerField(db_index=True, default=0)),
                ('last', models.IntegerField(default=0)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('is_demo', models.BooleanField(default=False, verbose_name='demo data')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subordinates', to='organisations.unit', verbose_name='superior')),
                ('system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.system', verbose_name='system')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inside', to='organisations.unit', verbose_name='territory')),
            ],
            options={
                'ordering': ['first'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opened', None), ('closed', None), ('closed__gt', models.F('opened')), _connector='OR'), name='unit_closes_after_it_opens', violation_error_message='A unit cannot close before it opens.')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rename', 'Renamed'), ('merge', 'Merged'), ('split', 'Split'), ('transfer', 'Moved to another superior')], max_length=10, verbose_name='kind')),
                ('on', models.DateField(verbose_name='day')),
                ('stands_for', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='organisations.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='organisations.unit')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'on', 'predecessor', 'successor'), name='succession_once')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('post', models.CharField(blank=True, max_length=100, verbose_name='post')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='organisations.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('officer', 'Reporting officer'), ('verifier', 'Verifier'), ('coordinator', 'Campaign coordinator'), ('writer', 'Bulletin writer'), ('analyst', 'Leader or analyst'), ('assessor', 'Assessor'), ('administrator', 'Administrator')], max_length=15, verbose_name='role')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='organisations.system', verbose_name='system')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='organisations.unit', verbose_name='unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'role', 'unit', 'system'), name='granted_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.system', verbose_name='system')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='superior')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit', verbose_name='territory')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='organisations.unit')),
            ],
            options={
                'ordering': ['unit', models.OrderBy(models.F('since'), nulls_first=True)],
                'constraints': [models.UniqueConstraint(fields=('unit', 'since'), name='one_affiliation_a_day', nulls_distinct=False, violation_error_message='The unit already has an affiliation that begins on this day.')],
            },
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('official', 'Official name'), ('short', 'Short name'), ('alias', 'Also called'), ('code', 'Code')], default='official', max_length=10, verbose_name='kind')),
                ('language', models.CharField(default='zh', max_length=5, verbose_name='language')),
                ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=400)),
                ('initials', models.CharField(blank=True, db_index=True, max_length=80)),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='organisations.unit')),
            ],
            options={
                'ordering': ['unit', models.OrderBy(models.F('since'), nulls_first=True)],
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'language', 'name', 'since'), name='unit_name_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gt', models.F('since')), _connector='OR'), name='unit_name_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('leader', 'Leader'), ('member', 'Member unit'), ('contact', 'Contact person')], default='member', max_length=10, verbose_name='role')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.person', verbose_name='person')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.unit', verbose_name='leading group')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='member_of', to='organisations.unit', verbose_name='member unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('person__isnull', False), _connector='OR'), name='membership_of_somebody', violation_error_message='Name a member unit or a person.')],
            },
        ),
    ]
