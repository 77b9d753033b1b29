// Package register writes the register of volunteering of a region, in the terms of the
// law on volunteer activity (Қазақстан Республикасының «Волонтерлік қызмет туралы» Заңы):
// volunteer organizations, groups of volunteers, volunteer projects, volunteer actions.
// Everything in it is public row by row; the file is for who answers for the region.
package register
