// English. What waits for the employer's side beside agreements. Loaded with that.
export const asks = {
  "turn.scan": "Is the workplace fit?",
  "turn.condition": "Something is left to arrange",
  "turn.host": "Will you host students?",
  "turn.evidence": "Confirm evidence",
  "turn.advice": "Give advice to the examiner",
  "turn.view": "Write your view for the meeting",
};
