#include "lti/passback_parts.h"

#include "absl/strings/str_format.h"

namespace driehoek::lti::test {

std::string NumberedId(int number) {
  return absl::StrFormat("0197c000-0000-7000-8000-%012d", number);
}

PublishedMark MarkOf(int student, int tenths, absl::Time published, int version) {
  return {.tenant = kSchool,
          .assessment_id = NumberedId(student),
          .placement_id = NumberedId(student),
          .programme_id = "social-work",
          .student = PersonId(NumberedId(student)),
          .version = version,
          .mark_tenths = tenths,
          .publish_time = published,
          .submit_time = published - absl::Hours(48),
          .label = "Eindbeoordeling Social Work"};
}

PassbackParts::PassbackParts(storage::Database& database, const Clock& clock, IdSource& ids,
                             const std::string& secret_file)
    : seats(database, clock),
      outbox(database, clock, ids),
      queue(database),
      registrations(database, clock, ids),
      secrets(*Secrets::ReadOrCreate(secret_file)),
      own_keys(database, secrets, clock),
      tokens(*client, own_keys, real_time),
      calls(*client, tokens, clock),
      courier({database, registrations, queue, calls, clock, [] { return 0.5; }}),
      reads(database) {}

}  // namespace driehoek::lti::test
