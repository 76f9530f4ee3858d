from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('directory', '0004_carry_times_and_areas')]

    operations = [
        migrations.RemoveConstraint(
            model_name='schedule',
            name='schedule_says_something',
        ),
        migrations.RemoveField(
            model_name='schedule',
            name='weekdays',
        ),
        migrations.RemoveField(
            model_name='service',
            name='area_outward',
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rrule', ''), _negated=True), models.Q(('term', ''), _negated=True), ('valid_from__isnull', False), _connector='OR'), name='schedule_says_when'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_all_day', False), ('opens_at__isnull', True)), models.Q(('rrule', ''), _negated=True), models.Q(('valid_from', models.F('valid_to')), ('valid_from__isnull', False), ('valid_to__isnull', False)), _connector='OR'), name='schedule_hours_belong_to_days'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('is_all_day', False), ('opens_at__isnull', True), _connector='OR'), name='schedule_all_day_has_no_hours'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', False), models.Q(models.Q(('rrule__contains', 'INTERVAL'), _negated=True), models.Q(('rrule__startswith', 'FREQ=YEARLY'), _negated=True)), _connector='OR'), name='schedule_every_other_has_a_first_day'),
        ),
    ]
