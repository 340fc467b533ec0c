/** Reports that leave this computer and reports that come to it. */
export const exchange = {
  export: {
    title_one: 'Export report',
    title_other: 'Export {{count}} reports',
    description: 'Choose a format. You choose the place in the next step.',
    format: 'Format',
    formatHint: 'Several reports become one zip file with a folder for each.',
    html: 'Web page (HTML)',
    htmlHint: 'To read and to print',
    pdf: 'PDF',
    pdfHint: 'To print and to attach',
    md: 'Text (Markdown)',
    mdHint: 'For tickets that show headings',
    txt: 'Plain text',
    txtHint: 'For any ticket or e-mail; complete',
    json: 'Data (JSON)',
    jsonHint: 'For support: opens in Callpath',
    csv: 'Measured values (CSV)',
    csvHint: 'For a spreadsheet',
    zip: 'All of them (zip)',
    zipHint: 'One file with everything',
    save: 'Save…',
    saving: 'Saving…',
    progress: 'Report {{done}} of {{total}}',
    running: 'Another export is running. Wait for its end, or cancel it.',
    cancel: 'Cancel',
    close: 'Close',
    saved: 'Saved as {{path}}',
    withoutPdf: 'This is the command line of a checkout, so the PDF was left out of {{path}}.',
  },
  redaction: {
    legend: 'Replace before it leaves this computer',
    addresses: 'Addresses',
    addressesHint: 'The same one stays the same; private and public stay apart',
    names: 'Names of computers, users, servers and organisations',
    namesHint: 'Each becomes an alias such as “host-1.example”',
    wifi: 'Names of Wi-Fi and other networks',
    wifiHint: 'Network connections with a name that somebody gave them',
    ticket: 'Ticket and note',
    ticketHint: 'Both are left out',
    count_one: '{{count}} value',
    count_other: '{{count}} values',
    none: 'none',
    credentials: 'User names and passwords of servers are never part of a report.',
    preview: 'Preview',
    previewFirst: 'Preview of the first report',
    replaced: 'What is replaced',
    nothing: 'Nothing is replaced: the report is exported as it is.',
    nothingFound: 'The report has nothing of this kind. It is marked as redacted all the same.',
    from: 'In the report',
    to: 'Becomes',
    removed: 'left out',
    result: 'The result in a few lines',
    failed: 'There is no preview at the moment. {{reason}}',
    kind: { address: 'Address', name: 'Name', wifi: 'Network', ticket: 'Ticket' },
  },
  import: {
    title: 'Open a report',
    filter: 'Reports of Callpath',
    allFiles: 'All files',
    button: 'Open report…',
    drop: 'Drop the report here to open it',
    dropHint: 'A file that Callpath exported as JSON, or a zip with one in it',
    opening: 'Opening the report…',
    failed: 'The report could not be opened',
    dismiss: 'Dismiss',
    opened: 'The report was added to the history.',
    alreadyThere: 'The history has this report already. It was opened.',
    notSaved: '{{reason}} The report is shown, but not kept.',
    differs:
      'The history has another version of this check ({{id}}). To open this file, delete the stored one first; to keep both, export the stored one before.',
    noFile: 'There is no file {{path}}. Check the name and open it again.',
    notReadable:
      'The file {{path}} cannot be read ({{reason}}). Copy it to this computer and open it again.',
    notAFile: '{{path}} is not a file. Choose a report that Callpath has exported as JSON.',
    empty: 'The file is empty. Ask for it again, or export it again where it was made.',
    notText:
      'The file is not text at byte {{place}} (it is not valid UTF-8). Choose a report that Callpath has exported as JSON.',
    duplicate:
      'The report names "{{place}}" twice, so it is not clear which one counts. Ask for the original file.',
    forbiddenName:
      'The report has a member "{{place}}", which no report has. Ask for the original file.',
    badTime: '"{{value}}" is no time that exists',
    zipDamaged:
      'The zip file cannot be read ({{reason}}). Ask for it again, or unpack it and open the report in it.',
    zipWithoutReport:
      'The zip file has no report.json in it. Choose a zip that Callpath has exported, or a report.',
    zipWithSeveral:
      'The zip file has {{count}} reports in it. Unpack it and open the report.json of one of its folders.',
    zipEncrypted:
      'The report in the zip file is encrypted. Unpack it with its password and open the report.json in it.',
  },
  origin: {
    intact: 'Imported report. Its SHA-256 is right: it was not changed since it was written.',
    changedTitle: 'This report was changed after it was written',
    changed:
      'Its SHA-256 does not match what it says. Do not rely on it: ask for the original file.',
    changedHere:
      'Its SHA-256 does not match what the history has. Do not rely on it: run the check again.',
    future:
      'It is dated in the future: the clock of one of the two computers is wrong, or the date was changed.',
  },
  write: {
    noPdf:
      'A PDF needs the Callpath application: start it with --headless instead, or choose .html and print that.',
    invalid:
      'The report does not fit its own format at "{{place}}" and was not written. Please tell your support.',
    notAFile: '{{path}} is not a file that can be replaced. Choose another name.',
    cancelled: 'The export was cancelled. Nothing was written.',
  },
} as const;
