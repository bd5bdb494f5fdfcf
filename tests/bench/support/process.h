// Programs that a benchmark starts, with what they cost: processor time and memory as the kernel
// counts them.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace driehoek::bench {

class Process {
 public:
  // Starts `command` with its output in the file `log`. It dies with this program. Ends the program
  // when it cannot start.
  Process(const std::vector<std::string>& command, std::string log);
  // Asks it to stop and waits; ends it after 20 seconds.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits until the log holds `text` and answers that line. Ends the program when the process stops
  // before, or after `longest`.
  std::string WaitForLine(const std::string& text,
                          absl::Duration longest = absl::Seconds(60)) const;

  // Processor time of all its threads since it began.
  double CpuSeconds() const;
  double ResidentMegabytes() const;

  // Runs a command to its end. Answers what it wrote; ends the program when it failed.
  static std::string Run(const std::vector<std::string>& command);

 private:
  pid_t pid_ = 0;
  std::string log_;
};

// The number after `"key":` in a line of the log.
int NumberIn(const std::string& line, const std::string& key);

}  // namespace driehoek::bench
