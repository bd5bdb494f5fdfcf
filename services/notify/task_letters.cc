#include "notify/task_letters.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "notify/letter_parts.h"

namespace driehoek::notify {
namespace {

std::string CallName(const TaskWords& task) {
  return task.student_given_name.empty() ? task.student_name : task.student_given_name;
}

std::string Title(const TaskWords& task) { return absl::StrCat("\"", task.task_title, "\""); }

std::string DaysLate(Language language, int days) {
  if (days == 1) return In(language, "1 werkdag", "1 working day");
  return absl::StrCat(days, In(language, " werkdagen", " working days"));
}

// As the screens say it.
std::string Said(Language language, TaskVerdict verdict) {
  switch (verdict) {
    case TaskVerdict::kAdequate:
      return In(language, "volstaat", "adequate");
    case TaskVerdict::kAdjust:
      return In(language, "aanpassen", "adjust");
    case TaskVerdict::kInadequate:
      return In(language, "volstaat niet", "inadequate");
  }
  return "";
}

// What the student does next.
std::string NextStep(Language language, TaskVerdict verdict) {
  if (verdict == TaskVerdict::kAdequate) {
    return In(language, "Je kunt met de leertaak beginnen zodra je plaatsing loopt.",
              "You can begin the task as soon as your placement runs.");
  }
  return In(language, "Pas de leertaak aan en dien hem opnieuw in.",
            "Change the task and submit it again.");
}

}  // namespace

Letter VerdictDueSoonLetter(const Reader& reader, const TaskWords& task) {
  const Language language = reader.language;
  const std::string day = ShortDay(language, task.due_day);
  return Note(
      reader,
      absl::StrCat(In(language, "Oordeel uiterlijk ", "Verdict by "), day,
                   In(language, ": leertaak van ", ": learning task of "), CallName(task)),
      {absl::StrCat(task.student_name,
                    In(language, " wacht op je oordeel over ", " waits for your verdict on "),
                    Title(task), "."),
       absl::StrCat(In(language, "De laatste dag is ", "The last day is "), day, ".")});
}

Letter VerdictOverdueLetter(const Reader& reader, const TaskWords& task) {
  const Language language = reader.language;
  return Note(
      reader,
      absl::StrCat(
          In(language, "Oordeel te laat: leertaak van ", "Verdict late: learning task of "),
          CallName(task)),
      {absl::StrCat(In(language, "Het oordeel over ", "The verdict on "), Title(task),
                    In(language, " moest er zijn op ", " was due on "),
                    ShortDay(language, task.due_day), "."),
       In(language,
          "De tijd die de student nu verliest, staat op naam van de opleiding. Geef je oordeel.",
          "The time that the student loses now is on the programme's account. Give your "
          "verdict.")});
}

Letter VerdictStillMissingLetter(const Reader& reader, const TaskWords& task) {
  const Language language = reader.language;
  std::string whose =
      task.teacher_name.empty()
          ? In(language, "Niemand is nu aangewezen om te oordelen.", "Nobody is named to decide.")
          : absl::StrCat(task.teacher_name, In(language, " oordeelt.", " is to decide."));
  return Note(
      reader,
      absl::StrCat(In(language, "Oordeel ", "Verdict "), DaysLate(language, task.late_working_days),
                   In(language, " te laat: leertaak van ", " late: learning task of "),
                   CallName(task)),
      {absl::StrCat(task.student_name,
                    In(language, " wacht op een oordeel over ", " waits for a verdict on "),
                    Title(task), In(language, ". De laatste dag was ", ". The last day was "),
                    ShortDay(language, task.due_day), "."),
       std::move(whose),
       In(language, "Zorg dat het oordeel er komt, of wijs iemand anders aan.",
          "See to it that the verdict comes, or name somebody else.")});
}

Letter VerdictLetterToStudent(const Reader& reader, const TaskWords& task) {
  const Language language = reader.language;
  return Note(reader,
              absl::StrCat(In(language, "Oordeel over je leertaak: ", "Verdict on your task: "),
                           Said(language, task.verdict)),
              {absl::StrCat(Title(task), ": ", Said(language, task.verdict), "."),
               absl::StrCat(task.teacher_name, In(language, " schrijft: ", " writes: "),
                            task.verdict_reason),
               NextStep(language, task.verdict)});
}

Letter VerdictLetterToSupervisor(const Reader& reader, const TaskWords& task) {
  const Language language = reader.language;
  return Note(reader,
              absl::StrCat(In(language, "Oordeel over de leertaak van ", "Verdict on the task of "),
                           CallName(task), ": ", Said(language, task.verdict)),
              {absl::StrCat(Title(task), ": ", Said(language, task.verdict), "."),
               absl::StrCat(task.teacher_name, In(language, " schrijft: ", " writes: "),
                            task.verdict_reason)});
}

}  // namespace driehoek::notify
