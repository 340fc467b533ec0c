import type { Translate } from '../../shared/messages/translate.ts';
import type { Format } from '../format.ts';
import type { FilterChoice, FilterPart } from '../state/history-filter.ts';
import { findingName } from './finding-name.ts';

/** What a part of the choice narrows the list down to, in words. */
export function filterText(
  choice: FilterChoice,
  part: FilterPart,
  t: Translate,
  format: Format,
): string {
  switch (part) {
    case 'text':
      return choice.text.trim();
    case 'levels':
      return levelsText(choice, t);
    case 'period':
      return periodText(choice, t, format);
    case 'network':
      return choice.network ?? t('history.filter.anyNetwork');
    case 'server':
      return choice.server ?? t('history.filter.anyServer');
    case 'finding':
      return choice.finding === null
        ? t('history.filter.anyFinding')
        : findingName(choice.finding, t);
    case 'imported':
      if (choice.imported === null) return t('history.filter.anyImported');
      return t(`history.filter.${choice.imported ? 'importedOnly' : 'madeHere'}`);
  }
}

function levelsText({ levels }: FilterChoice, t: Translate): string {
  const [first, ...others] = levels;
  if (first === undefined) return t('history.filter.anyLevels');
  const name = t(`report.level.${first}`);
  if (others.length === 0) return name;
  return t('history.filter.chosen', { first: name, more: others.length });
}

function periodText({ period, fromDay, toDay }: FilterChoice, t: Translate, format: Format) {
  if (period !== 'days') return t(`history.filter.${period}`);
  const [from, to] = [fromDay, toDay].map((day) =>
    // Without a zone it is a day of this computer's.
    day === '' ? '' : format.date(`${day}T00:00`),
  );
  if (from && to) return t('history.filter.between', { from, to });
  if (from) return t('history.filter.since', { from });
  return to ? t('history.filter.until', { to }) : t('history.filter.days');
}
