// Files of the register in memory: a row without a name is wrong, and so is a wish of s9; all others are new.
import type { ConnectRouter } from "@connectrpc/connect";
import { PreferenceFileService } from "../../src/gen/driehoek/v1/preference_file_service_pb";
import { ExportRegisterRequest_Format as Format, ImportRegisterRequest_Mode as Mode, RegisterService } from "../../src/gen/driehoek/v1/register_service_pb";

export function registerRoutes(router: ConnectRouter): void {
  router.service(RegisterService, {
    importRegister: ({ content, mode }) => {
      const [head = "", ...lines] = new TextDecoder().decode(content).trim().split(/\r?\n/);
      const column = head.split(";").indexOf("name");
      const errors = lines.flatMap((line, index) => (line.split(";")[column] ? [] : [{ line: index + 2, column: "name", columnNumber: column + 1, reason: "VALUE_MISSING", text: "must not be empty" }]));
      const rows = lines.map((_, index) => ({ line: index + 2, change: errors.some(({ line }) => line === index + 2) ? 0 : 1 }));
      return { createCount: lines.length - errors.length, errorCount: errors.length, errors, rows, applied: mode === Mode.APPLY && errors.length === 0 };
    },
    exportRegister: ({ format }) => ({ content: new TextEncoder().encode("external_id;name\r\n"), fileName: format === Format.CSV ? "organisations.csv" : "organisations.xlsx", mediaType: "text/csv", rowCount: 2 }),
  });
  router.service(PreferenceFileService, {
    importPreferences: ({ content, mode }) => {
      const [, ...lines] = new TextDecoder().decode(content).trim().split(/\r?\n/);
      const errors = lines.flatMap((line, index) => (line.startsWith("s9;") ? [{ line: index + 2, column: "student", columnNumber: 1, reason: "STUDENT_UNKNOWN", text: "is nobody within reach" }] : []));
      return { createCount: lines.length - errors.length, errorCount: errors.length, errors, applied: mode === Mode.APPLY && errors.length === 0 };
    },
    exportPreferences: () => ({ content: new TextEncoder().encode("student;place\r\n"), fileName: "preferences.csv", mediaType: "text/csv", rowCount: 1 }),
  });
}
