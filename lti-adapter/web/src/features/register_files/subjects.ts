// What a file can be about: a table of the register, or the wishes of one matching round.
import { ImportRegisterRequest_Mode as Mode, RegisterKind as Kind, RegisterService, type ExportRegisterRequest_Format as Format, type ExportRegisterResponse, type ImportRegisterResponse } from "../../gen/driehoek/v1/register_service_pb";
import { PreferenceFileService } from "../../gen/driehoek/v1/preference_file_service_pb";
import { useClient } from "../../shared/api/hooks";
import { useParent } from "../../triangle/directory";

export { Mode };

export const subjects = ["organisations", "places", "students", "preferences"] as const;
export type Subject = (typeof subjects)[number];

interface About {
  readonly kind: Kind;
  readonly columns: string;
  /** Whether the file names students, so that reading it is noted. */
  readonly named: boolean;
}

const about: Record<Exclude<Subject, "preferences">, About> = {
  organisations: { kind: Kind.ORGANISATIONS, columns: "external_id; name; kvk; relation; sector; city; address; region; workplace", named: false },
  places: { kind: Kind.PLACES, columns: "external_id; organisation; workplace; supervisor_email; seats; start; end; weekly_hours; forms; reserved", named: false },
  students: { kind: Kind.STUDENTS, columns: "external_id; name; email; programme; variant; phase; region", named: true },
};

export interface Files {
  readonly columns: string;
  readonly named: boolean;
  readIn(content: Uint8Array, mode: Mode, requestId: string): Promise<ImportRegisterResponse>;
  writeOut(format: Format): Promise<ExportRegisterResponse>;
}

/** `round` is the name of the round that wishes belong to; other files have none. */
export function useFiles(subject: Subject, round: string): Files {
  const register = useClient(RegisterService);
  const preferences = useClient(PreferenceFileService);
  const parent = useParent();
  if (subject === "preferences") {
    return {
      columns: "student; place; rank; reason",
      named: true,
      readIn: (content, mode, requestId) => preferences.importPreferences({ parent: round, content, mode, requestId }),
      writeOut: (format) => preferences.exportPreferences({ parent: round, format }),
    };
  }
  const { kind, columns, named } = about[subject];
  return {
    columns,
    named,
    readIn: (content, mode, requestId) => register.importRegister({ parent, kind, content, mode, requestId }),
    writeOut: (format) => register.exportRegister({ parent, kind, format }),
  };
}
