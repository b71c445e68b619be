import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('figures', '0001_initial'),
        ('figures', '0002_what_was_read'),
        ('figures', '0003_printed'),
        ('figures', '0004_views_and_comments'),
    ]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('campaigns', '0001_squashed_0006_what_is_expected_and_what_becomes_of_it'),
    ]

    operations = [
        migrations.CreateModel(
            name='RefreshRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('generation', models.CharField(max_length=60)),
                ('changes', models.PositiveIntegerField()),
                ('seconds', models.FloatField()),
                ('read', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=64)),
                ('question', models.CharField(max_length=1000)),
                ('value', models.CharField(blank=True, max_length=60)),
                ('as_of', models.DateField()),
                ('text', models.TextField(max_length=2000, verbose_name='comment')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figure_comments', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Dashboard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('role', models.CharField(blank=True, choices=[('officer', 'Reporting officer'), ('verifier', 'Verifier'), ('coordinator', 'Campaign coordinator'), ('writer', 'Bulletin writer'), ('analyst', 'Leader or analyst'), ('assessor', 'Assessor'), ('administrator', 'Administrator')], max_length=15, verbose_name='for the role')),
                ('is_shared', models.BooleanField(default=False, verbose_name='for everybody in the campaign')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dashboards', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['title', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'by', 'title'), name='dashboard_title_once', violation_error_message='You have a dashboard of this name already. Choose another name.')],
            },
        ),
        migrations.CreateModel(
            name='Printed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=64)),
                ('question', models.CharField(max_length=1000)),
                ('expectation', models.CharField(blank=True, max_length=60)),
                ('edition', models.PositiveBigIntegerField(db_index=True)),
                ('title', models.CharField(max_length=300)),
                ('on', models.DateField()),
                ('text', models.CharField(max_length=100)),
                ('value', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('qualifier', models.CharField(blank=True, max_length=10)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printed_figures', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['-on', '-edition', 'id'],
            },
        ),
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('parameters', models.JSONField(default=dict)),
                ('is_shared', models.BooleanField(default=False, verbose_name='for everybody in the campaign')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['title', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'by', 'title'), name='view_title_once', violation_error_message='You have a view of this name already. Choose another name, or delete the old one.')],
            },
        ),
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('dashboard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panels', to='figures.dashboard')),
                ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panels', to='figures.view')),
            ],
            options={
                'ordering': ['dashboard', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('dashboard', 'view'), name='view_once_on_a_dashboard')],
            },
        ),
    ]
