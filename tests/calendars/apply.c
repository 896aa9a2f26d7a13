/* Keeps one person's calendar by the messages in letters, as libical judges each (RFC 5546).
 *
 * apply USER FILE...: the address of the person, and calendars with a METHOD in the order in which
 * they came. After each: file | judged <class> | kept <uid> <start> <end> <status> <summary>...
 */
#include <libical/ical.h>
#include <libical/icalclassify.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 64

static icalcomponent *kept[MOST];

static icalcomponent *event_of(icalcomponent *calendar)
{
    return icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
}

static int place_of(const char *uid)
{
    for (int place = 0; place < MOST; place++)
        if (kept[place] && !strcmp(icalcomponent_get_uid(event_of(kept[place])), uid))
            return place;
    return -1;
}

static void keep(icalcomponent *calendar)
{
    for (int place = 0; place < MOST; place++)
        if (!kept[place]) {
            kept[place] = icalcomponent_new_clone(calendar);
            return;
        }
}

static void drop(int place)
{
    icalcomponent_free(kept[place]);
    kept[place] = NULL;
}

static void apply(icalcomponent *calendar, const char *user)
{
    int place = place_of(icalcomponent_get_uid(event_of(calendar)));
    icalproperty_xlicclass judged =
        icalclassify(calendar, place < 0 ? NULL : kept[place], user);

    printf("judged\t%s\n", icalproperty_enum_to_string((int)judged));
    switch (judged) {
    case ICAL_XLICCLASS_REQUESTNEW:
        keep(calendar);
        break;
    case ICAL_XLICCLASS_REQUESTUPDATE:
    case ICAL_XLICCLASS_REQUESTRESCHEDULE:
        drop(place);
        keep(calendar);
        break;
    case ICAL_XLICCLASS_CANCELEVENT:
        if (place >= 0)
            drop(place);
        break;
    default:
        break;
    }
}

static void tell_time(struct icaltimetype time)
{
    time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
    printf("\t%s", icaltime_as_ical_string(time));
}

static void tell_kept(void)
{
    for (int place = 0; place < MOST; place++) {
        icalcomponent *event = kept[place] ? event_of(kept[place]) : NULL;

        if (!event)
            continue;
        printf("kept\t%s", icalcomponent_get_uid(event));
        tell_time(icalcomponent_get_dtstart(event));
        tell_time(icalcomponent_get_dtend(event));
        printf("\t%s", icalproperty_status_to_string(icalcomponent_get_status(event)));
        printf("\t%s\n", icalcomponent_get_summary(event));
    }
}

static char *contents(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size;
    char *text;

    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0)
        return NULL;
    rewind(file);
    text = calloc(1, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size)
        text[0] = '\0';
    fclose(file);
    return text;
}

int main(int count, char **words)
{
    for (int number = 2; number < count; number++) {
        char *text = contents(words[number]);
        icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;

        puts("file");
        if (calendar && event_of(calendar)) {
            icalrestriction_check(calendar);
            for (icalproperty *error = icalcomponent_get_first_property(
                     event_of(calendar), ICAL_XLICERROR_PROPERTY);
                 error; error = icalcomponent_get_next_property(event_of(calendar),
                                                                ICAL_XLICERROR_PROPERTY))
                printf("error\t%s\n", icalproperty_get_xlicerror(error));
            apply(calendar, words[1]);
        }
        tell_kept();
        free(text);
    }
    return 0;
}
