package information

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"

	"erikti/ent/gen"
	"erikti/ent/gen/article"
	genpicture "erikti/ent/gen/picture"
	"erikti/ent/gen/predicate"
	"erikti/ent/rule"
	"erikti/internal/fault"
	"erikti/internal/id"
	"erikti/internal/information/picture"
	"erikti/internal/right"
	"erikti/internal/store"
	"erikti/internal/viewer"
)

// PicturePath is the folder of the addresses of pictures.
const PicturePath = "/pictures/"

const (
	smallFile = "-480.jpg"
	largeFile = "-1280.jpg"
	unfound   = 24 * time.Hour // how long a picture waits for an article
	fewRows   = 500
)

// Small and Large are the addresses of the files of a picture.
func Small(pictureID string) string { return PicturePath + pictureID + smallFile }

// Large is the address of the large file of a picture.
func Large(pictureID string) string { return PicturePath + pictureID + largeFile }

// MayUpload refuses who may upload no picture for an organization ("" for the network),
// before anything of it is read: UNAUTHENTICATED, NOT_FOUND, RATE_LIMITED.
func (s *Service) MayUpload(ctx context.Context, organizationID string) error {
	v := viewer.From(ctx)
	if v.Account() == "" {
		return fault.Fail(fault.Unauthenticated, "")
	}
	if !right.May(v, "Mutation.createArticle", organizationID) {
		return fault.Refuse(fault.NotFound)
	}
	if !s.uploads.Allow(v.ID(), s.now()) {
		return fault.Refuse(fault.RateLimited)
	}
	return nil
}

// Upload draws a file anew, keeps both sizes of it, and returns its row. The caller has
// asked MayUpload and read at most picture.MaxBytes.
func (s *Service) Upload(ctx context.Context, organizationID string, file []byte) (*gen.Picture, error) {
	pictureID := id.Picture.Random()
	drawn, err := Keep(s.folder, pictureID, file)
	switch {
	case errors.Is(err, picture.ErrTooLarge):
		return nil, fault.Invalid("picture_large", "picture")
	case errors.Is(err, picture.ErrUnreadable):
		return nil, fault.Invalid("picture", "picture")
	case err != nil:
		return nil, err
	}
	// Files first: a row is never without them, files without a row are swept.
	var row *gen.Picture
	err = s.store.Tx(rule.System(ctx), func(ctx context.Context, tx *gen.Tx) error {
		if _, err := writes(ctx, tx, organizationID, s.now()); err != nil {
			return err
		}
		row, err = tx.Picture.Create().SetID(pictureID).SetNillableOrganizationID(pointer(organizationID)).
			SetWidth(drawn.Width).SetHeight(drawn.Height).SetCreatedAt(s.now().UTC().Truncate(time.Microsecond)).Save(ctx)
		return err
	})
	return row, err
}

// Keep draws a file anew and keeps both sizes of it in a folder, which it makes. It fails
// with what picture.Draw fails with, and when the folder takes no file.
func Keep(folder, pictureID string, file []byte) (*picture.Drawn, error) {
	drawn, err := picture.Draw(file)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close() //nolint:errcheck // a folder
	for name, content := range map[string][]byte{pictureID + smallFile: drawn.Small, pictureID + largeFile: drawn.Large} {
		// Under another name until it is whole.
		if err := write(root, name+".part", content); err != nil {
			return nil, err
		}
		if err := root.Rename(name+".part", name); err != nil {
			return nil, err
		}
	}
	return drawn, nil
}

func write(root *os.Root, name string, content []byte) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// Open opens the file of an address below PicturePath; fs.ErrNotExist for any other name.
func (s *Service) Open(name string) (io.ReadSeekCloser, error) {
	if pictureOf(name) == "" {
		return nil, fs.ErrNotExist
	}
	return os.OpenInRoot(s.folder, name)
}

// pictureOf is the id in the name of a file, "" for one that is none of a picture.
func pictureOf(name string) string {
	for _, end := range []string{smallFile, largeFile} {
		if pictureID, ok := strings.CutSuffix(name, end); ok && id.PrefixOf(pictureID) == id.Picture && len(pictureID) == len("pic_")+36 &&
			!strings.ContainsFunc(pictureID[len("pic_"):], func(r rune) bool { return !strings.ContainsRune("0123456789abcdef-", r) }) {
			return pictureID
		}
	}
	return ""
}

// Sweep deletes pictures that no article has shown for a day, and files without a row.
func (s *Service) Sweep(ctx context.Context) error {
	ctx = rule.System(ctx)
	before := s.now().Add(-unfound)
	ids, err := s.client.Picture.Query().Where(genpicture.CreatedAtLT(before), unused()).Limit(fewRows).IDs(ctx)
	if err != nil {
		return err
	}
	for _, pictureID := range ids {
		err := s.store.Tx(ctx, func(ctx context.Context, tx *gen.Tx) error {
			// Locked first, and looked at again: an article that shows it may just be written.
			_, err := tx.Picture.Query().Where(genpicture.ID(pictureID)).Modify(store.Locked(s.store.Postgres())).Only(ctx)
			if err != nil {
				return gen.MaskNotFound(err)
			}
			_, err = tx.Picture.Delete().Where(genpicture.ID(pictureID), unused()).Exec(ctx)
			return err
		})
		if err != nil {
			return err
		}
	}
	return s.sweepFiles(ctx, before)
}

func (s *Service) sweepFiles(ctx context.Context, before time.Time) error {
	root, err := os.OpenRoot(s.folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // a folder
	files, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	old := map[string][]string{}
	for _, f := range files {
		name, _ := strings.CutSuffix(f.Name(), ".part")
		info, err := f.Info()
		if pictureID := pictureOf(name); err == nil && pictureID != "" && info.ModTime().Before(before) {
			old[pictureID] = append(old[pictureID], f.Name())
		}
	}
	for pictureID, names := range old {
		known, err := s.client.Picture.Query().Where(genpicture.ID(pictureID)).Exist(ctx)
		if err != nil {
			return err
		}
		for _, name := range names {
			if known && !strings.HasSuffix(name, ".part") {
				continue
			}
			if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// unused is of pictures that no article shows.
func unused() predicate.Picture {
	return func(s *sql.Selector) {
		of := sql.Table(article.PicturesTable)
		s.Where(sql.Not(sql.Exists(sql.Select(of.C(article.PicturesPrimaryKey[1])).From(of).
			Where(sql.ColumnsEQ(of.C(article.PicturesPrimaryKey[1]), s.C(genpicture.FieldID))))))
	}
}
