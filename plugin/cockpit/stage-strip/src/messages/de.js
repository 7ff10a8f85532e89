export default {
  strip: 'Phasen',
  empty: 'Dieser Lauf hat keine Phasen.',
  loading: 'Die Phasen werden geladen …',
  retry: 'Nochmal versuchen',
  earlier: '{count} Phasen davor',
  later: '{count} Phasen danach',

  runStatus: {
    IN_PROGRESS: 'In Arbeit',
    SUSPENDED: 'Angehalten',
    COMPLETED: 'Abgeschlossen',
    CANCELED: 'Abgebrochen',
    ERROR: 'Fehler'
  },
  state: {
    done: 'Abgeschlossen',
    current: 'In Arbeit',
    waiting: 'In Arbeit',
    suspended: 'Angehalten',
    failed: 'Fehler',
    handled: 'Fehler',
    canceled: 'Abgebrochen',
    discontinued: 'Eingestellt',
    skipped: 'Übersprungen',
    coming: 'Nicht begonnen'
  },

  position: 'Phase {position} von {count}',
  inFaultPath: 'in einem Fehlerpfad',
  nameless: 'Phase {position}',

  waiting: 'alle Schritte erledigt, wartet auf die Endebedingung',
  failedStep: 'Schritt {step} fehlgeschlagen',
  caughtBy: 'Fehlerpfad {event} genommen',
  ledTo: 'Fehlerpfad {event} führte zu {stage}',

  justNow: 'weniger als eine Sekunde',
  for: 'seit {duration}',
  started: 'begonnen vor {duration}',
  failed: 'Fehler vor {duration}',
  took: 'dauerte {duration}',
  due: 'fällig in {duration}',
  overdue: 'überfällig seit {duration}',
  late: '{duration} zu spät',
  visits: { one: '{count} Durchlauf', other: '{count} Durchläufe' },
  overdueStages: { one: '{count} Phase überfällig', other: '{count} Phasen überfällig' },

  startedAt: 'Begonnen {time}',
  endedAt: 'Beendet {time}',
  dueAt: 'Fällig {time}',

  branch: 'Fehlerpfad von {stage}',
  backTo: 'zurück zu {stage}',
  onTo: 'weiter mit {stage}',
  otherFaultPaths: 'Andere Phasen in Fehlerpfaden',
  formerStages: 'Nicht mehr im Prozess',

  problem: {
    401: 'Sie sind nicht oder nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es nochmal.',
    403: 'Sie dürfen diesen Lauf nicht sehen.',
    404: 'Diesen Lauf gibt es nicht, oder Sie dürfen ihn nicht sehen.',
    server: 'Die Phasen konnten nicht geladen werden: Der Server antwortete mit Status {status}.',
    network: 'Die Phasen konnten nicht geladen werden: Der Server ist nicht erreichbar.',
    format: 'Die Phasen konnten nicht geladen werden: Die Antwort ist keine Übersicht eines Laufs.',
    stale: 'Zu sehen ist der Stand von {time}.'
  }
};
